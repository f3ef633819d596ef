package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.Durations;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.DurationField;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;

/** How fast a backlog of messages is to be worked off. */
@ApiObject
public record LagTarget(
    @Default("60s")
        @DurationField
        @ValidationRule(
            value =
                "!self.matches('^[0-9]+(ms|s|m|h)$') || (duration(self) >= duration('1s') &&"
                    + " duration(self) <= duration('24h'))",
            message = "drainTime must be from 1s to 24h, for example 60s")
        @JsonPropertyDescription(
            "Time in which the waiting messages are to be worked off, for example 60s. Shorter"
                + " means more pods; less than a new pod takes to start and to get its share is"
                + " not kept when the load jumps.")
        String drainTime,
    @Default("100")
        @Min(1)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "Waiting messages per pod, used until the operator has measured how many messages a"
                + " pod handles per second.")
        Integer threshold) {

  /**
   * The defaults of the schema: drained in 60 seconds, 100 messages per pod until the rate is
   * known.
   */
  public static final LagTarget DEFAULT = new LagTarget("60s", 100);

  /** Fills in the defaults of the schema. */
  public LagTarget {
    drainTime = requireNonNullElse(drainTime, "60s");
    threshold = requireNonNullElse(threshold, 100);
  }

  /** Returns {@link #drainTime()} as a duration. */
  public Duration drainDuration() {
    return Durations.parse(drainTime);
  }
}

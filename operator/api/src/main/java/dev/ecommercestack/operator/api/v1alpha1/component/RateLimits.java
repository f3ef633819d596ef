package dev.ecommercestack.operator.api.v1alpha1.component;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many requests callers may make. */
@ApiObject
public record RateLimits(
    @JsonPropertyDescription(
            "Limit of each signed-in user or, for requests without a login, of each client address.")
        @Nullable Limit perUser) {

  /** A token bucket. */
  @ApiObject
  @ValidationRule(
      value = "self.burst >= self.requestsPerSecond",
      message =
          "burst is below requestsPerSecond: write a burst that is at least requestsPerSecond")
  public record Limit(
      @Required
          @Min(1)
          @Max(100_000)
          @JsonPropertyDescription("Requests per second that are let through in the long run.")
          Integer requestsPerSecond,
      @Required
          @Min(1)
          @Max(1_000_000)
          @JsonPropertyDescription(
              "Requests that are let through at once after a pause; at least requestsPerSecond.")
          Integer burst) {}
}

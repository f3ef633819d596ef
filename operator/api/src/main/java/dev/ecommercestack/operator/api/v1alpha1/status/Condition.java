package dev.ecommercestack.operator.api.v1alpha1.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One condition of the stack, in the form of metav1.Condition. */
@ApiObject
public record Condition(
    @Required
        @Size(min = 1, max = 316)
        @JsonPropertyDescription(
            "What is stated: Ready, Progressing, Degraded, DependenciesAvailable, Reconciling,"
                + " Stalled or ScalingActive.")
        String type,
    @Required @JsonPropertyDescription("Whether it holds; Unknown when it could not be found out.")
        Status status,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("Why, as one word for programs, for example RolloutInProgress.")
        String reason,
    @Required
        @Size(max = 4096)
        @JsonPropertyDescription("Why, as a sentence for people, and what to do about it.")
        String message,
    @Required @Size(max = 40) @JsonPropertyDescription("When status last changed (RFC 3339, UTC).")
        String lastTransitionTime,
    @Min(0) @JsonPropertyDescription("Generation of the spec that the statement is about.")
        @Nullable Long observedGeneration) {

  /** All components are applied and healthy. */
  public static final String READY = "Ready";

  /** The operator is carrying out a change. */
  public static final String PROGRESSING = "Progressing";

  /** Something does not work as it should. */
  public static final String DEGRADED = "Degraded";

  /** The services can use their database, their brokers and their cache. */
  public static final String DEPENDENCIES_AVAILABLE = "DependenciesAvailable";

  /** As Progressing, in the words of kstatus. */
  public static final String RECONCILING = "Reconciling";

  /** Nothing will happen until a person acts, in the words of kstatus. */
  public static final String STALLED = "Stalled";

  /**
   * The number of pods follows what waits; only stacks with a component that scales on waiting
   * messages have it.
   */
  public static final String SCALING_ACTIVE = "ScalingActive";

  /** Whether a condition is true. */
  public enum Status {
    @JsonProperty("True")
    TRUE,
    @JsonProperty("False")
    FALSE,
    @JsonProperty("Unknown")
    UNKNOWN
  }

  /** Returns this condition with the time of another that has the same status, else unchanged. */
  public Condition keepingTimeOf(@Nullable Condition previous) {
    return previous == null || previous.status != status
        ? this
        : new Condition(
            type, status, reason, message, previous.lastTransitionTime, observedGeneration);
  }
}

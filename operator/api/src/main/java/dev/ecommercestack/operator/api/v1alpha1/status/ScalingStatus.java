package dev.ecommercestack.operator.api.v1alpha1.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The last scaling decision about one component. What is not known is absent, never zero. Rates are
 * decimal text, because the API server and its clients do not agree on floating-point numbers.
 */
@ApiObject
public record ScalingStatus(
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Component that is scaled: event or worker.")
        String component,
    @JsonPropertyDescription("Whether the decision is carried out (Auto) or only shown (Observe).")
        @Nullable ScalingMode mode,
    @Min(0) @JsonPropertyDescription("Pods that run.") @Nullable Integer current,
    @Min(0) @JsonPropertyDescription("Pods that the decision asks for.") @Nullable Integer desired,
    @Size(max = 255)
        @JsonPropertyDescription(
            "Queue or topic that needs most pods, which the numbers are about.")
        @Nullable String source,
    @Min(0) @JsonPropertyDescription("Messages that wait; absent when they could not be counted.")
        @Nullable Long lag,
    @Size(max = 24) @JsonPropertyDescription("Messages that arrive, per second.")
        @Nullable String arrivalRate,
    @Size(max = 24)
        @JsonPropertyDescription(
            "Messages that one pod handles, per second; absent until measured.")
        @Nullable String serviceRate,
    @Size(max = 24)
        @JsonPropertyDescription(
            "Time until the backlog is worked off with the desired pods, as in 42s.")
        @Nullable String predictedDrain,
    @Size(max = 64)
        @JsonPropertyDescription(
            "What keeps the decision from asking for more or fewer pods, as one word, for example"
                + " MaxReplicas or Partitions.")
        @Nullable String limitedBy,
    @Size(max = 1024) @JsonPropertyDescription("Why this number of pods, as a sentence.")
        @Nullable String reason,
    @Size(max = 40) @JsonPropertyDescription("When the numbers were measured (RFC 3339, UTC).")
        @Nullable String observedAt,
    @Size(max = 40)
        @JsonPropertyDescription("When the number of pods was last changed (RFC 3339, UTC).")
        @Nullable String lastScaleTime) {}

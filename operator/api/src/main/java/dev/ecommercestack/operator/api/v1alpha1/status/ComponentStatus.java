package dev.ecommercestack.operator.api.v1alpha1.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The state of one service or backing service. */
@ApiObject
public record ComponentStatus(
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Component, for example gateway or kafka.")
        String name,
    @Required @JsonPropertyDescription("State of the component.") ComponentPhase phase,
    @Min(0) @JsonPropertyDescription("Pods that are ready; absent for external components.")
        @Nullable Integer ready,
    @Min(0) @JsonPropertyDescription("Pods that should run; absent for external components.")
        @Nullable Integer desired,
    @Size(max = 512)
        @JsonPropertyDescription("Image that the pods run; absent for external components.")
        @Nullable String image,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "What keeps the component from being ready, and what to do about it.")
        @Nullable String message) {}

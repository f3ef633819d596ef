package dev.ecommercestack.operator.api.v1alpha1.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The last complete rollout. After it, every component is repaired at once. */
@ApiObject
public record RolledOut(
    @Required
        @Min(0)
        @JsonPropertyDescription("Generation of the spec with which the whole stack was ready.")
        long generation,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Sum of all pod templates that were rolled out. A plan with another sum is rolled out in"
                + " order.")
        String planHash) {}

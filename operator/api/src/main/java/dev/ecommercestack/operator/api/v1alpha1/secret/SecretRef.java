package dev.ecommercestack.operator.api.v1alpha1.secret;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.NameField;
import io.fabric8.generator.annotation.Required;

/** A Secret in the namespace of the stack. */
@ApiObject
public record SecretRef(
    @Required
        @NameField
        @JsonPropertyDescription("Name of the Secret, in the namespace of the stack.")
        String name) {}

package dev.ecommercestack.operator.api.v1alpha1.secret;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.NameField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a Secret in the namespace of the stack. */
@ApiObject
public record SecretKeyRef(
    @Required
        @NameField
        @JsonPropertyDescription("Name of the Secret, in the namespace of the stack.")
        String name,
    @Required
        @Size(max = 253)
        @Pattern(Patterns.SECRET_KEY)
        @JsonPropertyDescription("Key in the Secret whose value is used.")
        String key) {}

package dev.ecommercestack.operator.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An environment variable: a plain value or one from a Secret. */
@ApiObject
@ValidationRule(
    value = "has(self.value) != has(self.secret)",
    message = "write either value or secret for an environment variable, not both and not neither")
@ValidationRule(
    value = "!self.name.matches('" + EnvironmentVariable.RESERVED_NAMES + "')",
    message =
        "names starting with "
            + EnvironmentVariable.RESERVED_PREFIXES
            + " are set by the operator: choose another name")
public record EnvironmentVariable(
    @Required
        @Size(max = 128)
        @Pattern(Patterns.ENVIRONMENT_NAME)
        @JsonPropertyDescription("Name of the variable, unique in the list.")
        String name,
    @Size(max = 4096)
        @JsonPropertyDescription("Value as plain text. Use secret for anything confidential.")
        @Nullable String value,
    @JsonPropertyDescription("Takes the value from a key of a Secret.")
        @Nullable SecretKeyRef secret) {

  /** Names (a regular expression, RE2) that only the operator sets. */
  public static final String RESERVED_NAMES =
      "^(STACK_|EUREKA_|SPRING_CONFIG_|SPRING_APPLICATION_|SPRING_PROFILES_)";

  /** The beginnings of these names, for messages. */
  public static final String RESERVED_PREFIXES =
      "STACK_, EUREKA_, SPRING_CONFIG_, SPRING_APPLICATION_ or SPRING_PROFILES_";
}

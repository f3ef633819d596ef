package dev.ecommercestack.operator.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Lets pods run on nodes with a matching taint, as in a pod's own tolerations. */
@ApiObject
@ValidationRule(
    value =
        "(self.?key.orValue('') != '' ? !format.qualifiedName().validate(self.key).hasValue()"
            + " : self.?operator.orValue('') == 'Exists')"
            + " && (!has(self.value) || self.?operator.orValue('') != 'Exists'"
            + " && !format.labelValue().validate(self.value).hasValue())"
            + " && (!has(self.tolerationSeconds) || self.?effect.orValue('') == 'NoExecute')",
    message =
        "a toleration needs a key like that of a label, or operator Exists and no value;"
            + " tolerationSeconds needs effect NoExecute")
public record Toleration(
    @Size(max = 316)
        @JsonPropertyDescription(
            "Key of the taint; empty with operator Exists matches every taint.")
        @Nullable String key,
    @JsonPropertyDescription("How the value is compared; Equal when left out.")
        @Nullable Operator operator,
    @Size(max = 63) @JsonPropertyDescription("Value of the taint, for operator Equal.")
        @Nullable String value,
    @JsonPropertyDescription("Effect of the taint to tolerate; every effect when left out.")
        @Nullable Effect effect,
    @Min(0)
        @Max(31_536_000)
        @JsonPropertyDescription(
            "Seconds that a pod stays on a node with the taint; for ever when left out.")
        @Nullable Long tolerationSeconds) {

  /** How the value of a taint is compared. */
  public enum Operator {
    Exists,
    Equal
  }

  /** What a taint does. */
  public enum Effect {
    NoSchedule,
    PreferNoSchedule,
    NoExecute
  }
}

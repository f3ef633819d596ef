package dev.ecommercestack.operator.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import org.jspecify.annotations.Nullable;

/** How the pods of one component are kept apart. */
@ApiObject
public record Spread(
    @JsonPropertyDescription(
            "Pods on different nodes: Preferred (the default), Required or Disabled.")
        @Nullable Strength hosts,
    @JsonPropertyDescription(
            "Pods in different zones: Preferred (the default), Required or Disabled.")
        @Nullable Strength zones) {

  /** Both left to the stack, or to the operator. */
  public static final Spread NONE = new Spread(null, null);

  /** How strictly the scheduler keeps pods apart. */
  public enum Strength {
    Disabled,
    Preferred,
    Required
  }
}

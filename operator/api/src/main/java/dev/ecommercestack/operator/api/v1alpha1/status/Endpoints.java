package dev.ecommercestack.operator.api.v1alpha1.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Addresses of the stack. */
@ApiObject
public record Endpoints(
    @Size(max = 512) @JsonPropertyDescription("URL of the shop; absent until it is known.")
        @Nullable String gateway) {

  /** No address is known. */
  public static final Endpoints NONE = new Endpoints(null);

  /** Equal to an object without an address; {@code JsonInclude} creates an instance. */
  public static final class Unknown {
    @Override
    public boolean equals(@Nullable Object other) {
      return other == null || NONE.equals(other);
    }

    @Override
    public int hashCode() {
      return NONE.hashCode();
    }
  }
}

package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Cross-origin resource sharing: which other web pages may call the shop. */
@ApiObject
public record Cors(
    @Size(max = 32)
        @JsonPropertyDescription(
            "Origins of the pages that may call the shop, scheme and host as in"
                + " https://shop.example.com; at most 32.")
        List<@Size(max = 253) @Pattern(Patterns.ORIGIN) String> allowedOrigins) {

  /** Fills in an empty list if it was left out. */
  public Cors {
    allowedOrigins = List.copyOf(requireNonNullElse(allowedOrigins, List.of()));
  }
}

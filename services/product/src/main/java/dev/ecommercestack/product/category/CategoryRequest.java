package dev.ecommercestack.product.category;

import dev.ecommercestack.product.validation.TextRules;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A category to be created.
 *
 * @param name the name, 1 to 100 characters, unique regardless of case
 */
record CategoryRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = TextRules.VISIBLE_LINE, message = TextRules.VISIBLE_MESSAGE)
        String name) {
  /** Normalizes the name before it is validated. An absent name is null here. */
  CategoryRequest {
    name = name == null ? name : TextRules.normalize(name);
  }
}

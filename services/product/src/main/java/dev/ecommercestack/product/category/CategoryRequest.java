package dev.ecommercestack.product.category;

import dev.ecommercestack.product.validation.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A category to be made.
 *
 * @param name 1 to 100 characters, unlike every other in whatever case
 */
record CategoryRequest(
    @NotBlank @Size(max = 100) @Pattern(regexp = Text.VISIBLE_LINE, message = Text.VISIBLE)
        String name) {
  /** Composes the name first: the rules are for what is stored. An absent name is null here. */
  CategoryRequest {
    name = name == null ? name : Text.normal(name);
  }
}

package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a product; what is absent stays.
 *
 * @param version of the product that the change was made for
 * @param name in one line
 * @param description in words
 * @param price of one piece
 * @param categoryId another category
 * @param status DRAFT, ON_SALE or PAUSED
 */
public record ChangeProductRequest(
    @NotNull Long version,
    @Size(min = 1, max = 200) @Pattern(regexp = Text.VISIBLE_LINE, message = Text.VISIBLE)
        @Nullable String name,
    @Size(max = 5000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String description,
    @Valid @Price @Nullable Money price,
    @Nullable UUID categoryId,
    @Nullable ProductStatus status) {
  /** Composes the texts first: the rules are for what is stored. */
  public ChangeProductRequest {
    name = name == null ? null : Text.normal(name);
    description = description == null ? null : Text.normal(description);
  }
}

package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.TextRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a product; an absent field changes nothing.
 *
 * @param version the version of the product that the client has read; null if it sends {@code
 *     If-Match}
 * @param name the new name, one line
 * @param description the new description
 * @param price the new price of one unit
 * @param categoryId the id of the new category
 * @param status the new status: DRAFT, ON_SALE or PAUSED
 */
public record ChangeProductRequest(
    @Nullable Long version,
    @Size(min = 1, max = 200)
        @Pattern(regexp = TextRules.VISIBLE_LINE, message = TextRules.VISIBLE_MESSAGE)
        @Nullable String name,
    @Size(max = 5000)
        @Pattern(regexp = TextRules.LINES, message = TextRules.NO_CONTROL_CHARACTERS_MESSAGE)
        @Nullable String description,
    @Valid @Price @Nullable Money price,
    @Nullable UUID categoryId,
    @Nullable ProductStatus status) {
  /** Normalizes the texts before they are validated. */
  public ChangeProductRequest {
    name = name == null ? null : TextRules.normalize(name);
    description = description == null ? null : TextRules.normalize(description);
  }
}

package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.validation.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed about a product, its status apart.
 *
 * @param name in one line
 * @param description in words, maybe none
 * @param price of one piece
 * @param categoryId its category, if it has one
 */
public record ProductDetails(
    String name, String description, Money price, @Nullable UUID categoryId) {
  /** Composes the texts. */
  public ProductDetails {
    name = Text.normal(name);
    description = Text.normal(description);
  }
}

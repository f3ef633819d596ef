package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.validation.TextRules;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The changeable properties of a product, without its status.
 *
 * @param name the name, one line
 * @param description the description; may be empty
 * @param price the price of one unit
 * @param categoryId the id of the category; null if the product has none
 */
public record ProductDetails(
    String name, String description, Money price, @Nullable UUID categoryId) {
  /** Normalizes the texts. */
  public ProductDetails {
    name = TextRules.normalize(name);
    description = TextRules.normalize(description);
  }
}

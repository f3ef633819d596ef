package dev.ecommercestack.order.aggregate;

import dev.ecommercestack.order.pricing.PricedLine;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order. All but the first two are unknown until the goods are reserved.
 *
 * @param productId which product
 * @param quantity pieces
 * @param sku its stock keeping unit
 * @param name its name when it was ordered
 * @param categoryId its category
 * @param unitPrice minor units, of one piece
 * @param discount minor units, off the whole line
 */
@Embeddable
public record OrderLine(
    UUID productId,
    int quantity,
    @Nullable String sku,
    @Nullable String name,
    @Nullable UUID categoryId,
    @Nullable Long unitPrice,
    @Nullable Long discount) {

  /** Returns a line as a customer asks for it. */
  public static OrderLine of(UUID productId, int quantity) {
    return new OrderLine(productId, quantity, null, null, null, null, null);
  }

  OrderLine priced(PricedLine line) {
    return new OrderLine(
        productId,
        quantity,
        line.sku(),
        line.name(),
        line.categoryId(),
        line.unitPrice().amount(),
        0L);
  }

  OrderLine discounted(long amount) {
    return new OrderLine(productId, quantity, sku, name, categoryId, unitPrice, amount);
  }

  long amount() {
    return unitPrice == null ? 0 : Math.multiplyExact(unitPrice, quantity);
  }
}

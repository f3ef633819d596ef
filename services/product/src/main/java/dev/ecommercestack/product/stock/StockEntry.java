package dev.ecommercestack.product.stock;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why pieces came or went.
 *
 * @param kind of reason
 * @param reason in words
 * @param orderId the order that bought or returned them
 * @param actor who counted them
 */
public record StockEntry(
    Kind kind, @Nullable String reason, @Nullable UUID orderId, @Nullable UUID actor) {
  /** Kinds of reasons. */
  public enum Kind {
    /** Registered with the product. */
    INITIAL,
    /** Counted in or out by a person. */
    ADJUSTMENT,
    /** Bought. */
    SOLD,
    /** Bought and brought back. */
    RETURNED
  }

  /** Pieces that a product begins with. */
  public static StockEntry initial(@Nullable UUID actor) {
    return new StockEntry(Kind.INITIAL, null, null, actor);
  }

  /** Pieces that a person counted in or out. */
  public static StockEntry adjustment(String reason, UUID actor) {
    return new StockEntry(Kind.ADJUSTMENT, reason, null, actor);
  }

  /** Pieces that an order bought. */
  public static StockEntry sold(UUID orderId) {
    return new StockEntry(Kind.SOLD, null, orderId, null);
  }

  /** Pieces that an order brought back. */
  public static StockEntry returned(UUID orderId) {
    return new StockEntry(Kind.RETURNED, null, orderId, null);
  }
}

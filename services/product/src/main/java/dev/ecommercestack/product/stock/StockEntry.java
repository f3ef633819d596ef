package dev.ecommercestack.product.stock;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a change of the units on hand, for the ledger.
 *
 * @param kind the kind of change
 * @param reason the administrator's explanation; null unless the kind is ADJUSTMENT
 * @param orderId the id of the order that bought or returned the units; null for other kinds
 * @param actor the id of the administrator who made the change; null if a service did
 */
public record StockEntry(
    EntryKind kind, @Nullable String reason, @Nullable UUID orderId, @Nullable UUID actor) {
  /** Kinds of changes. */
  public enum EntryKind {
    /** The units with which the product was registered. */
    INITIAL,
    /** An administrator added or removed units. */
    ADJUSTMENT,
    /** An order bought units. */
    SOLD,
    /** An order returned units that it had bought. */
    RETURNED
  }

  /**
   * Returns the entry of a new product's units; {@code actor} is null if a service registers it.
   */
  public static StockEntry initial(@Nullable UUID actor) {
    return new StockEntry(EntryKind.INITIAL, null, null, actor);
  }

  /** Returns the entry of units that an administrator adds or removes. */
  public static StockEntry adjustment(String reason, UUID actor) {
    return new StockEntry(EntryKind.ADJUSTMENT, reason, null, actor);
  }

  /** Returns the entry of units that an order bought. */
  public static StockEntry sold(UUID orderId) {
    return new StockEntry(EntryKind.SOLD, null, orderId, null);
  }

  /** Returns the entry of units that an order returned. */
  public static StockEntry returned(UUID orderId) {
    return new StockEntry(EntryKind.RETURNED, null, orderId, null);
  }
}

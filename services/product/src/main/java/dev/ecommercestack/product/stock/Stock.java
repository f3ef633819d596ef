package dev.ecommercestack.product.stock;

import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.product.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stock of each product. A change is one conditional update, its ledger entry and its fact, in
 * the caller's transaction. A caller that changes several products does so in the order of their
 * ids as text; otherwise two callers could deadlock.
 */
@Service
public class Stock {
  private final StockRepository repository;
  private final Outbox outbox;

  Stock(StockRepository repository, Outbox outbox) {
    this.repository = repository;
    this.outbox = outbox;
  }

  /**
   * Creates the stock of a new product.
   *
   * @param sku the product's stock keeping unit
   * @param initialQuantity the units on hand, 0 or more
   * @param actor the id of the administrator who registers the product; null if a service does
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void initialize(UUID productId, String sku, long initialQuantity, @Nullable UUID actor) {
    repository.insert(productId, sku);
    if (initialQuantity > 0) {
      if (changeOnHand(productId, StockMovement.adjust(initialQuantity), StockEntry.initial(actor))
          .isEmpty()) {
        throw new IllegalStateException(
            "The stock of product %s cannot be initialized".formatted(productId));
      }
    }
  }

  /**
   * Reserves units for an order, or releases reserved ones.
   *
   * @return the stock after the change; empty, and nothing changed, if there are not enough units
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<StockLevel> changeReserved(UUID productId, StockMovement movement) {
    if (movement.onHand() != 0) {
      throw new IllegalArgumentException(
          "A change of the units on hand needs a ledger entry: " + movement);
    }
    return apply(productId, movement);
  }

  /**
   * Changes the units on hand and writes the ledger entry.
   *
   * @return the stock after the change; empty, and nothing changed, if there are not enough units
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<StockLevel> changeOnHand(
      UUID productId, StockMovement movement, StockEntry entry) {
    Optional<StockLevel> level = apply(productId, movement);
    level.ifPresent(l -> repository.insertEntry(productId, movement.onHand(), entry));
    return level;
  }

  private Optional<StockLevel> apply(UUID productId, StockMovement movement) {
    Optional<StockLevel> level = repository.apply(productId, movement);
    if (movement.changesAvailable()) {
      level.ifPresent(
          l ->
              outbox.fact(
                  Topics.PRODUCT_EVENTS,
                  Message.of("stock-changed", productId, StockChanged.of(l))));
    }
    return level;
  }

  /** Returns the stock of a product; empty if there is no such product. */
  @Transactional(readOnly = true)
  public Optional<StockLevel> find(UUID productId) {
    return repository.find(productId);
  }

  /** Returns the available units by product id; unknown products are absent. */
  @Transactional(readOnly = true)
  public Map<UUID, Long> available(Collection<UUID> products) {
    return repository.available(products);
  }
}

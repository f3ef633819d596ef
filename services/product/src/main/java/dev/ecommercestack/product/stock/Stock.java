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
 * What is there of each product. Every change is one guarded update, its ledger entry and its fact,
 * in the caller's transaction. Whoever changes several products does so in the order of their ids
 * as text, or two callers could wait for each other.
 */
@Service
public class Stock {
  private final StockTable table;
  private final Outbox outbox;

  Stock(StockTable table, Outbox outbox) {
    this.table = table;
    this.outbox = outbox;
  }

  /** Begins to count a new product. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(UUID productId, String sku, long pieces, @Nullable UUID actor) {
    table.open(productId, sku);
    if (pieces > 0) {
      if (count(productId, Movement.adjust(pieces), StockEntry.initial(actor)).isEmpty()) {
        throw new IllegalStateException("The stock of %s cannot begin".formatted(productId));
      }
    }
  }

  /**
   * Keeps pieces for an order, or gives kept ones back.
   *
   * @return what is there then; empty, and nothing changed, if there are not enough
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<StockLevel> keep(UUID productId, Movement movement) {
    if (movement.onHand() != 0) {
      throw new IllegalArgumentException("What comes or goes needs a ledger entry: " + movement);
    }
    return moved(productId, movement);
  }

  /**
   * Lets pieces come or go.
   *
   * @return what is there then; empty, and nothing changed, if there are not enough
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<StockLevel> count(UUID productId, Movement movement, StockEntry why) {
    Optional<StockLevel> level = moved(productId, movement);
    level.ifPresent(l -> table.note(productId, movement.onHand(), why));
    return level;
  }

  private Optional<StockLevel> moved(UUID productId, Movement movement) {
    Optional<StockLevel> level = table.move(productId, movement);
    if (movement.changesAvailable()) {
      level.ifPresent(
          l ->
              outbox.fact(
                  Topics.PRODUCT_EVENTS,
                  Message.of("stock-changed", productId, StockChanged.of(l))));
    }
    return level;
  }

  /** Returns what is there of a product. */
  @Transactional(readOnly = true)
  public Optional<StockLevel> find(UUID productId) {
    return table.find(productId);
  }

  /** Returns how many pieces of each product can be bought now. */
  @Transactional(readOnly = true)
  public Map<UUID, Long> available(Collection<UUID> products) {
    return table.available(products);
  }
}

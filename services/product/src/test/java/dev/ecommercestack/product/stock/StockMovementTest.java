package dev.ecommercestack.product.stock;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StockMovementTest {
  @Test
  void changesAvailableUnlessUnitsAreSold() {
    assertThat(StockMovement.reserve(1).changesAvailable()).isTrue();
    assertThat(StockMovement.release(1).changesAvailable()).isTrue();
    assertThat(StockMovement.restock(1).changesAvailable()).isTrue();
    assertThat(StockMovement.adjust(-1).changesAvailable()).isTrue();
    assertThat(StockMovement.sell(1).changesAvailable()).isFalse();
  }

  @Property
  void restoresStockUnlessOrderKeepsItsUnits(@ForAll @IntRange(min = 1, max = 9999) int quantity) {
    assertThat(sum(StockMovement.reserve(quantity), StockMovement.release(quantity)))
        .isEqualTo(new StockMovement(0, 0));
    assertThat(sum(StockMovement.reserve(quantity), StockMovement.sell(quantity)))
        .isEqualTo(new StockMovement(-quantity, 0));
    assertThat(
            sum(
                StockMovement.reserve(quantity),
                StockMovement.sell(quantity),
                StockMovement.restock(quantity)))
        .isEqualTo(new StockMovement(0, 0));
  }

  private static StockMovement sum(StockMovement... movements) {
    long onHand = 0;
    long reserved = 0;
    for (StockMovement movement : movements) {
      onHand += movement.onHand();
      reserved += movement.reserved();
    }
    return new StockMovement(onHand, reserved);
  }
}

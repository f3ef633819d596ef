package dev.ecommercestack.product.stock;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MovementTest {
  @Test
  void onlyWhatCanBeBoughtIsNews() {
    assertThat(Movement.reserve(1).changesAvailable()).isTrue();
    assertThat(Movement.giveBack(1).changesAvailable()).isTrue();
    assertThat(Movement.takeBack(1).changesAvailable()).isTrue();
    assertThat(Movement.adjust(-1).changesAvailable()).isTrue();
    assertThat(Movement.sell(1).changesAvailable()).isFalse();
  }

  @Property
  void everyWayOfAnOrderEndsWhereItBeganOrWithItsPiecesSold(
      @ForAll @IntRange(min = 1, max = 9999) int quantity) {
    assertThat(sum(Movement.reserve(quantity), Movement.giveBack(quantity)))
        .isEqualTo(new Movement(0, 0));
    assertThat(sum(Movement.reserve(quantity), Movement.sell(quantity)))
        .isEqualTo(new Movement(-quantity, 0));
    assertThat(
            sum(Movement.reserve(quantity), Movement.sell(quantity), Movement.takeBack(quantity)))
        .isEqualTo(new Movement(0, 0));
  }

  private static Movement sum(Movement... movements) {
    long onHand = 0;
    long reserved = 0;
    for (Movement movement : movements) {
      onHand += movement.onHand();
      reserved += movement.reserved();
    }
    return new Movement(onHand, reserved);
  }
}

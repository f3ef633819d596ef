package dev.ecommercestack.product.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RequestedItemsTest {
  @Property
  void ignoresOrderOfLines(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 0, max = 9) Integer> products,
      @ForAll Random random) {
    List<ReservationRequest.Line> lines =
        new ArrayList<>(
            products.stream().map(n -> new ReservationRequest.Line(product(n), n + 1)).toList());
    RequestedItems requested = RequestedItems.of(lines);
    Collections.shuffle(lines, random);
    RequestedItems shuffled = RequestedItems.of(lines);

    assertThat(List.copyOf(shuffled.quantities().entrySet()))
        .isEqualTo(List.copyOf(requested.quantities().entrySet()));
    assertThat(requested.quantities().keySet().stream().map(UUID::toString)).isSorted();
    assertThat(requested.quantities().values().stream().mapToInt(q -> q).sum())
        .isEqualTo(products.stream().mapToInt(n -> n + 1).sum());
    assertThat(requested.matches(reserved(requested))).isTrue();
  }

  private static List<ReservedLine> reserved(RequestedItems requested) {
    return requested.quantities().entrySet().stream()
        .map(
            line ->
                new ReservedLine(
                    line.getKey(), "A", "a", null, Money.of(1, "KRW"), line.getValue()))
        .toList();
  }

  /** Java and PostgreSQL sort these differently. */
  private static UUID product(int n) {
    return new UUID((long) n << 61, n);
  }
}

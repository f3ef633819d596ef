package dev.ecommercestack.product.reservation;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an order wants: each product once, in the order in which everybody locks stock.
 *
 * @param quantities pieces by product
 */
record WantedGoods(SequencedMap<UUID, Integer> quantities) {
  /** By text, as the database sorts them; Java's own order of UUIDs is another one. */
  static final Comparator<UUID> LOCK_ORDER = Comparator.comparing(UUID::toString);

  /** Returns the lines of a request together. */
  static WantedGoods of(List<ReservationRequest.Line> lines) {
    TreeMap<UUID, Integer> quantities = new TreeMap<>(LOCK_ORDER);
    lines.forEach(line -> quantities.merge(line.productId(), line.quantity(), Math::addExact));
    return new WantedGoods(Collections.unmodifiableSequencedMap(quantities));
  }

  /** Returns whether exactly these goods are kept. */
  boolean matches(List<ReservedLine> lines) {
    return lines.size() == quantities.size()
        && lines.stream()
            .allMatch(
                line -> Integer.valueOf(line.quantity()).equals(quantities.get(line.productId())));
  }
}

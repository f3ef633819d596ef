package dev.ecommercestack.product.reservation;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The products and quantities that an order requests, in the order in which stock rows are locked.
 *
 * @param quantities the units by product id; each product once
 */
record RequestedItems(SequencedMap<UUID, Integer> quantities) {
  /** The text order, which is that of the database; Java orders UUIDs differently. */
  static final Comparator<UUID> LOCK_ORDER = Comparator.comparing(UUID::toString);

  /** Returns the requested items; the quantities of lines about one product are added. */
  static RequestedItems of(List<ReservationRequest.Line> lines) {
    TreeMap<UUID, Integer> quantities = new TreeMap<>(LOCK_ORDER);
    lines.forEach(line -> quantities.merge(line.productId(), line.quantity(), Math::addExact));
    return new RequestedItems(Collections.unmodifiableSequencedMap(quantities));
  }

  /** Returns whether the lines reserve exactly these items. */
  boolean matches(List<ReservedLine> lines) {
    return lines.size() == quantities.size()
        && lines.stream()
            .allMatch(
                line -> Integer.valueOf(line.quantity()).equals(quantities.get(line.productId())));
  }
}

package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.ProductSettings;
import dev.ecommercestack.product.reservation.Reservation.ReservationStatus;
import dev.ecommercestack.product.stock.Stock;
import dev.ecommercestack.product.stock.StockEntry;
import dev.ecommercestack.product.stock.StockLevel;
import dev.ecommercestack.product.stock.StockMovement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves stock for orders, sells it or releases it. Each call is idempotent. Calls about the same
 * order exclude each other by the lock on its row, calls about the same product by the conditional
 * update of its stock. So no unit is reserved twice and none is lost.
 */
@Service
class Reservations {
  private final ReservationRepository repository;
  private final Stock stock;
  private final Duration maxTtl;

  Reservations(ReservationRepository repository, Stock stock, ProductSettings settings) {
    this.repository = repository;
    this.stock = stock;
    this.maxTtl = settings.reservations().longestTtl();
  }

  /**
   * Reserves the requested items of an order: all of them or none.
   *
   * @param ttl the time for which they are reserved
   * @throws ProblemException 404 {@code product_not_found}; 409 {@code insufficient_stock}, {@code
   *     reservation_differs}, {@code reservation_released}, {@code reservation_expired}
   */
  @Transactional
  ReservationResponse reserve(UUID orderId, RequestedItems requested, Duration ttl) {
    if (ttl.compareTo(maxTtl) > 0) {
      throw new ProblemException(
          ProblemCode.TTL_TOO_LONG,
          "Stock is reserved for at most %d s.".formatted(maxTtl.toSeconds()));
    }
    Optional<Reservation> opened = repository.insertIfAbsent(orderId, ReservationStatus.HELD, ttl);
    if (opened.isEmpty()) {
      return existing(repository.lock(orderId).orElseThrow(), requested);
    }
    List<ReservedLine> lines = repository.insertLines(orderId, requested);
    if (!requested.matches(lines)) {
      throw notSoldProblem(requested, lines);
    }
    // The stock rows are locked last: other orders of the same products wait as briefly as
    // possible.
    requested.quantities().forEach(this::reserveUnits);
    return new ReservationResponse(orderId, opened.get().expiresAt(), lines);
  }

  /**
   * Returns the current prices of items without reserving them; their stock is not checked.
   *
   * @throws ProblemException 404 {@code product_not_found}
   */
  @Transactional(readOnly = true)
  List<ReservedLine> prices(RequestedItems requested) {
    List<ReservedLine> lines = repository.currentLines(requested);
    if (!requested.matches(lines)) {
      throw notSoldProblem(requested, lines);
    }
    return lines;
  }

  /**
   * Sells the reserved units of an order. Units that are still reserved can be sold, even after the
   * reservation's deadline.
   *
   * @throws ProblemException 404 {@code reservation_not_found}; 409 {@code reservation_expired},
   *     {@code reservation_released}
   */
  @Transactional
  void confirm(UUID orderId) {
    if (repository.changeStatus(orderId, ReservationStatus.HELD, ReservationStatus.CONFIRMED)) {
      for (ReservedLine line : repository.lines(orderId)) {
        changeOnHand(line, StockMovement.sell(line.quantity()), StockEntry.sold(orderId));
      }
      return;
    }
    Reservation found =
        repository
            .lock(orderId)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.RESERVATION_NOT_FOUND,
                        "There is no reservation for the order " + orderId + "."));
    if (found.status() != ReservationStatus.CONFIRMED) {
      throw endedProblem(found);
    }
  }

  /**
   * Releases the units of an order, whether they were reserved or sold. If the order has no
   * reservation, a later request to reserve is refused: it may still be on the way.
   */
  @Transactional
  void release(UUID orderId) {
    if (repository.insertIfAbsent(orderId, ReservationStatus.RELEASED, Duration.ZERO).isPresent()) {
      return;
    }
    ReservationStatus before = repository.lock(orderId).orElseThrow().status();
    switch (before) {
      case HELD -> {
        repository.changeStatus(orderId, before, ReservationStatus.RELEASED);
        releaseLines(orderId);
      }
      case CONFIRMED -> {
        repository.changeStatus(orderId, before, ReservationStatus.RELEASED);
        for (ReservedLine line : repository.lines(orderId)) {
          changeOnHand(line, StockMovement.restock(line.quantity()), StockEntry.returned(orderId));
        }
      }
      case RELEASED, EXPIRED -> {}
    }
  }

  /** Ends one overdue reservation and releases its units; returns whether there was one. */
  @Transactional
  boolean expireOne() {
    Optional<UUID> overdue = repository.expireOne();
    overdue.ifPresent(this::releaseLines);
    return overdue.isPresent();
  }

  private ReservationResponse existing(Reservation found, RequestedItems requested) {
    List<ReservedLine> lines = repository.lines(found.orderId());
    boolean reserved = found.status() == ReservationStatus.HELD && !found.overdue();
    if (!reserved && found.status() != ReservationStatus.CONFIRMED) {
      throw endedProblem(found);
    }
    if (!requested.matches(lines)) {
      throw new ProblemException(
          ProblemCode.RESERVATION_DIFFERS,
          "Other items are reserved for the order %s. Release them first."
              .formatted(found.orderId()));
    }
    return new ReservationResponse(found.orderId(), found.expiresAt(), lines);
  }

  private void reserveUnits(UUID productId, int quantity) {
    if (stock.changeReserved(productId, StockMovement.reserve(quantity)).isEmpty()) {
      long available = stock.find(productId).map(StockLevel::available).orElse(0L);
      throw new ProblemException(
              ProblemCode.INSUFFICIENT_STOCK,
              "There are not %d units of the product %s.".formatted(quantity, productId))
          .with("productId", productId)
          .with("available", available);
    }
  }

  private void releaseLines(UUID orderId) {
    for (ReservedLine line : repository.lines(orderId)) {
      require(line, stock.changeReserved(line.productId(), StockMovement.release(line.quantity())));
    }
  }

  private void changeOnHand(ReservedLine line, StockMovement movement, StockEntry entry) {
    require(line, stock.changeOnHand(line.productId(), movement, entry));
  }

  /** Reserved units are always on hand: a check constraint of the database requires it. */
  private static void require(ReservedLine line, Optional<StockLevel> level) {
    if (level.isEmpty()) {
      throw new IllegalStateException(
          "The stock of product %s does not have the reserved units: see /internal/audit"
              .formatted(line.productId()));
    }
  }

  private static ProblemException notSoldProblem(
      RequestedItems requested, List<ReservedLine> available) {
    List<UUID> found = available.stream().map(ReservedLine::productId).toList();
    List<UUID> missing =
        requested.quantities().keySet().stream().filter(id -> !found.contains(id)).toList();
    return new ProblemException(
            ProblemCode.PRODUCT_NOT_FOUND, "These products are not on sale: " + missing)
        .with("productIds", missing);
  }

  private static ProblemException endedProblem(Reservation found) {
    return found.status() == ReservationStatus.RELEASED
        ? new ProblemException(
            ProblemCode.RESERVATION_RELEASED,
            "The reservation of the order %s was released.".formatted(found.orderId()))
        : new ProblemException(
            ProblemCode.RESERVATION_EXPIRED,
            "The reservation of the order %s expired at %s."
                .formatted(found.orderId(), found.expiresAt()));
  }
}

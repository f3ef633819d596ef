package dev.ecommercestack.product.reservation;

import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.ProductSettings;
import dev.ecommercestack.product.reservation.Reservation.Status;
import dev.ecommercestack.product.stock.Movement;
import dev.ecommercestack.product.stock.Stock;
import dev.ecommercestack.product.stock.StockEntry;
import dev.ecommercestack.product.stock.StockLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps goods for orders, sells them or gives them back. Each call may be repeated, and calls about
 * one order exclude each other by its row; calls about the same goods by the stock's guarded
 * update. So no piece is promised twice and none is lost.
 */
@Service
class Reservations {
  private final ReservationTable table;
  private final Stock stock;
  private final Duration longest;

  Reservations(ReservationTable table, Stock stock, ProductSettings settings) {
    this.table = table;
    this.stock = stock;
    this.longest = settings.reservations().longestTtl();
  }

  /**
   * Keeps goods for an order: all of them or none.
   *
   * @throws ProblemException 404 {@code product_not_found}; 409 {@code insufficient_stock}, {@code
   *     reservation_differs}, {@code reservation_released}, {@code reservation_expired}
   */
  @Transactional
  ReservationResponse reserve(UUID orderId, WantedGoods wanted, Duration ttl) {
    if (ttl.compareTo(longest) > 0) {
      throw ProblemException.badRequest(
          "ttl_too_long", "Goods are kept for at most %d s.".formatted(longest.toSeconds()));
    }
    Optional<Reservation> opened = table.open(orderId, Status.HELD, ttl);
    if (opened.isEmpty()) {
      return known(table.lock(orderId).orElseThrow(), wanted);
    }
    List<ReservedLine> lines = table.store(orderId, wanted);
    if (!wanted.matches(lines)) {
      throw notSold(wanted, lines);
    }
    // Last, so that others who want the same goods wait for as short as possible.
    wanted.quantities().forEach(this::keep);
    return new ReservationResponse(orderId, opened.get().expiresAt(), lines);
  }

  /**
   * Says what goods cost now, without keeping them: there may be fewer pieces.
   *
   * @throws ProblemException 404 {@code product_not_found}
   */
  @Transactional(readOnly = true)
  List<ReservedLine> prices(WantedGoods wanted) {
    List<ReservedLine> lines = table.current(wanted);
    if (!wanted.matches(lines)) {
      throw notSold(wanted, lines);
    }
    return lines;
  }

  /**
   * Sells the goods of an order for good. Goods that are still kept can be sold, even late.
   *
   * @throws ProblemException 404 {@code reservation_not_found}; 409 {@code reservation_expired},
   *     {@code reservation_released}
   */
  @Transactional
  void confirm(UUID orderId) {
    if (table.move(orderId, Status.HELD, Status.CONFIRMED)) {
      for (ReservedLine line : table.lines(orderId)) {
        count(line, Movement.sell(line.quantity()), StockEntry.sold(orderId));
      }
      return;
    }
    Reservation found =
        table
            .lock(orderId)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "reservation_not_found",
                        "Nothing was kept for the order " + orderId + "."));
    if (found.status() != Status.CONFIRMED) {
      throw over(found);
    }
  }

  /**
   * Gives the goods of an order back, whether they were kept or sold. For an order that is not
   * known nothing will be kept any more: its request may still be on the way.
   */
  @Transactional
  void release(UUID orderId) {
    if (table.open(orderId, Status.RELEASED, Duration.ZERO).isPresent()) {
      return;
    }
    Status before = table.lock(orderId).orElseThrow().status();
    switch (before) {
      case HELD -> {
        table.move(orderId, before, Status.RELEASED);
        giveBack(orderId);
      }
      case CONFIRMED -> {
        table.move(orderId, before, Status.RELEASED);
        for (ReservedLine line : table.lines(orderId)) {
          count(line, Movement.takeBack(line.quantity()), StockEntry.returned(orderId));
        }
      }
      case RELEASED, EXPIRED -> {}
    }
  }

  /** Gives back what one overdue reservation keeps; returns whether there was one. */
  @Transactional
  boolean expireOne() {
    Optional<UUID> overdue = table.expireOne();
    overdue.ifPresent(this::giveBack);
    return overdue.isPresent();
  }

  private ReservationResponse known(Reservation found, WantedGoods wanted) {
    List<ReservedLine> lines = table.lines(found.orderId());
    boolean kept = found.status() == Status.HELD && !found.overdue();
    if (!kept && found.status() != Status.CONFIRMED) {
      throw over(found);
    }
    if (!wanted.matches(lines)) {
      throw ProblemException.conflict(
          "reservation_differs",
          "Other goods are kept for the order %s. Release them first.".formatted(found.orderId()));
    }
    return new ReservationResponse(found.orderId(), found.expiresAt(), lines);
  }

  private void keep(UUID productId, int quantity) {
    if (stock.keep(productId, Movement.reserve(quantity)).isEmpty()) {
      long available = stock.find(productId).map(StockLevel::available).orElse(0L);
      throw ProblemException.conflict(
              "insufficient_stock",
              "There are not %d pieces of the product %s.".formatted(quantity, productId))
          .with("productId", productId)
          .with("available", available);
    }
  }

  private void giveBack(UUID orderId) {
    for (ReservedLine line : table.lines(orderId)) {
      require(line, stock.keep(line.productId(), Movement.giveBack(line.quantity())));
    }
  }

  private void count(ReservedLine line, Movement movement, StockEntry why) {
    require(line, stock.count(line.productId(), movement, why));
  }

  /** What is kept is there: the database would not have it otherwise. */
  private static void require(ReservedLine line, Optional<StockLevel> level) {
    if (level.isEmpty()) {
      throw new IllegalStateException(
          "The stock of %s does not have the pieces that are kept: see /internal/audit"
              .formatted(line.productId()));
    }
  }

  private static ProblemException notSold(WantedGoods wanted, List<ReservedLine> sold) {
    List<UUID> found = sold.stream().map(ReservedLine::productId).toList();
    List<UUID> missing =
        wanted.quantities().keySet().stream().filter(id -> !found.contains(id)).toList();
    return ProblemException.notFound("product_not_found", "Not sold: " + missing)
        .with("productIds", missing);
  }

  private static ProblemException over(Reservation found) {
    return found.status() == Status.RELEASED
        ? ProblemException.conflict(
            "reservation_released",
            "The goods of the order %s were given back.".formatted(found.orderId()))
        : ProblemException.conflict(
            "reservation_expired",
            "The goods of the order %s were kept until %s."
                .formatted(found.orderId(), found.expiresAt()));
  }
}

package dev.ecommercestack.event.discount;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** The table {@code discount}. */
interface DiscountRepository extends JpaRepository<Discount, UUID> {
  /** Returns the discounts with an id smaller than {@code before}, the newest first. */
  List<Discount> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);

  /** Returns the discounts with a status that have started and have not ended. */
  List<Discount> findByStatusAndStartsAtLessThanEqualAndEndsAtGreaterThan(
      DiscountStatus status, Instant startedAt, Instant notEndedAt);
}

package dev.ecommercestack.event.discount;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/** Discounts. */
interface DiscountRepository extends JpaRepository<Discount, UUID> {
  /** Returns the newest ones behind a place in the list. */
  List<Discount> findByIdLessThanOrderByIdDesc(UUID before, Limit limit);

  /** Returns those of a status that have begun and are not over. */
  List<Discount> findByStatusAndStartsAtLessThanEqualAndEndsAtGreaterThan(
      DiscountStatus status, Instant begun, Instant notOver);
}

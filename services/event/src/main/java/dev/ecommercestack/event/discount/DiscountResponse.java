package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount as shown to users.
 *
 * @param id the id of the discount
 * @param name the name shown to users
 * @param status ACTIVE, PAUSED or ENDED
 * @param scope the products that it applies to
 * @param benefit the reduction that it gives
 * @param startsAt the start, inclusive
 * @param endsAt the end, exclusive; null if it has none
 */
public record DiscountResponse(
    UUID id,
    String name,
    DiscountStatus status,
    DiscountScope scope,
    BenefitValue benefit,
    Instant startsAt,
    @Nullable Instant endsAt) {
  static DiscountResponse of(Discount discount, Instant now) {
    boolean ended = !discount.endsAt().isAfter(now);
    return new DiscountResponse(
        discount.getId(),
        discount.name(),
        ended ? DiscountStatus.ENDED : discount.status(),
        new DiscountScope(
            discount.scope(), discount.scopeIds().isEmpty() ? null : discount.scopeIds()),
        discount.benefit(),
        discount.startsAt(),
        discount.endsAt().equals(Discount.NO_END) ? null : discount.endsAt());
  }
}

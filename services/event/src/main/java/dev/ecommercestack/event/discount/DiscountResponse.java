package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount.
 *
 * @param id its id
 * @param name what it is called
 * @param status ACTIVE, PAUSED or ENDED
 * @param scope what it applies to
 * @param benefit what it takes off
 * @param startsAt from when on
 * @param endsAt until when; absent if without end
 */
public record DiscountResponse(
    UUID id,
    String name,
    DiscountStatus status,
    Scope scope,
    BenefitValue benefit,
    Instant startsAt,
    @Nullable Instant endsAt) {
  static DiscountResponse of(Discount discount, Instant now) {
    boolean over = !discount.endsAt().isAfter(now);
    return new DiscountResponse(
        discount.getId(),
        discount.name(),
        over ? DiscountStatus.ENDED : discount.status(),
        new Scope(discount.scope(), discount.scopeIds().isEmpty() ? null : discount.scopeIds()),
        discount.benefit(),
        discount.startsAt(),
        discount.endsAt().equals(Discount.FOREVER) ? null : discount.endsAt());
  }
}

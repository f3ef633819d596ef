package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.benefit.DiscountValue;
import dev.ecommercestack.platform.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code discount-changed}.
 *
 * @param promotionId the discount's id
 * @param revision counts its changes
 * @param name what it is called
 * @param scope what it applies to
 * @param period when
 * @param discount what it takes off
 * @param status whether it applies
 */
record DiscountChanged(
    UUID promotionId,
    int revision,
    String name,
    Reach scope,
    Period period,
    DiscountValue discount,
    DiscountStatus status) {
  /**
   * What it applies to: exactly one of these.
   *
   * @param all true or absent
   * @param categoryIds categories
   * @param productIds products
   */
  record Reach(
      @Nullable Boolean all, @Nullable List<UUID> categoryIds, @Nullable List<UUID> productIds) {}

  /**
   * When it applies.
   *
   * @param startsAt from
   * @param endsAt before
   */
  record Period(Instant startsAt, Instant endsAt) {}

  static Message about(Discount discount) {
    List<UUID> ids = discount.scopeIds();
    return Message.of(
        "discount-changed",
        discount.getId(),
        new DiscountChanged(
            discount.getId(),
            discount.revision(),
            discount.name(),
            switch (discount.scope()) {
              case ALL -> new Reach(true, null, null);
              case CATEGORY -> new Reach(null, ids, null);
              case PRODUCT -> new Reach(null, null, ids);
            },
            new Period(discount.startsAt(), discount.endsAt()),
            DiscountValue.of(discount.benefit().toBenefit()),
            discount.status()));
  }
}

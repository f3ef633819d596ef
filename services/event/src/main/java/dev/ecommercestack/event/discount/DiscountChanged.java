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
 * @param promotionId the id of the discount
 * @param revision the revision of the discount, which grows with every change
 * @param name the name shown to users
 * @param scope the products that it applies to
 * @param period the time during which it applies
 * @param discount the reduction that it gives
 * @param status the status that administrators have set
 */
record DiscountChanged(
    UUID promotionId,
    int revision,
    String name,
    ScopeData scope,
    Period period,
    DiscountValue discount,
    DiscountStatus status) {
  /**
   * The products that a discount applies to. Exactly one of the components is set.
   *
   * @param all true if it applies to all products
   * @param categoryIds the ids of the categories that it applies to
   * @param productIds the ids of the products that it applies to
   */
  record ScopeData(
      @Nullable Boolean all, @Nullable List<UUID> categoryIds, @Nullable List<UUID> productIds) {}

  /**
   * The time during which a discount applies.
   *
   * @param startsAt the start, inclusive
   * @param endsAt the end, exclusive
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
              case ALL -> new ScopeData(true, null, null);
              case CATEGORY -> new ScopeData(null, ids, null);
              case PRODUCT -> new ScopeData(null, null, ids);
            },
            new Period(discount.startsAt(), discount.endsAt()),
            DiscountValue.of(discount.benefit().toBenefit()),
            discount.status()));
  }
}

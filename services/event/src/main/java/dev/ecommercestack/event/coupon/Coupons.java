package dev.ecommercestack.event.coupon;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.benefit.Benefit;
import dev.ecommercestack.event.campaign.CampaignResponse;
import dev.ecommercestack.event.campaign.Campaigns;
import dev.ecommercestack.event.coupon.CouponReleased.Reason;
import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists, holds, redeems and releases issued coupons. Every call may be repeated. */
@Service
public class Coupons {
  private static final String TOPIC = "coupon.events.v1";
  private static final UUID MAX_ID = new UUID(-1, -1);

  private final CouponRepository coupons;
  private final Campaigns campaigns;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration maxHold;

  Coupons(
      CouponRepository coupons,
      Campaigns campaigns,
      Outbox outbox,
      Clock clock,
      EventSettings settings) {
    this.coupons = coupons;
    this.campaigns = campaigns;
    this.outbox = outbox;
    this.clock = clock;
    this.maxHold = settings.coupons().longestHold();
  }

  /** Returns the coupons of a user, the newest first. */
  @Transactional(readOnly = true)
  Page<CouponResponse> list(UUID userId, PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(MAX_ID);
    List<Coupon> rows =
        coupons.findByUserIdAndIdLessThanOrderByIdDesc(userId, before, Limit.of(query.size() + 1));
    Map<UUID, CampaignResponse> campaignsById = new HashMap<>();
    Instant now = clock.instant();
    return Page.of(rows, query, coupon -> Cursor.of(coupon.id()))
        .map(
            coupon ->
                response(
                    coupon,
                    campaignsById.computeIfAbsent(coupon.campaignId(), campaigns::get),
                    now));
  }

  private static CouponResponse response(Coupon coupon, CampaignResponse campaign, Instant now) {
    CouponStatus status = coupon.statusAt(now);
    boolean used = status == CouponStatus.HELD || status == CouponStatus.REDEEMED;
    return new CouponResponse(
        coupon.id(),
        coupon.campaignId(),
        campaign.name(),
        status,
        campaign.benefit(),
        used ? coupon.orderId() : null,
        coupon.issuedAt(),
        coupon.expiresAt());
  }

  /**
   * Returns the benefit of a coupon that its owner can use. This includes a held coupon, because
   * the order that holds it may ask for another quote.
   *
   * @param id the id of the coupon
   * @param userId the id of the user who must own the coupon
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional(readOnly = true)
  public Benefit usableBenefit(UUID id, UUID userId) {
    Coupon coupon =
        coupons
            .findById(id)
            .filter(c -> c.userId().equals(userId))
            .filter(
                c -> {
                  CouponStatus status = c.statusAt(clock.instant());
                  return status == CouponStatus.AVAILABLE || status == CouponStatus.HELD;
                })
            .orElseThrow(Coupons::notUsable);
    return campaigns.get(coupon.campaignId()).benefit().toBenefit();
  }

  /** Stores the discount that a coupon gave in a quote, unless an order holds the coupon. */
  @Transactional
  public void recordQuote(UUID id, Money discount) {
    coupons.storeQuotedDiscount(
        id, discount.amount(), discount.currency().getCurrencyCode(), clock.instant());
  }

  /**
   * Holds a coupon for an order, or extends the hold.
   *
   * @param id the id of the coupon
   * @param orderId the id of the order
   * @param userId the id of the user who must own the coupon
   * @param duration the duration of the hold; a longer one than the setting allows is shortened
   * @param discount the discount that the coupon gives to the order; null means that of the last
   *     quote
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional
  void hold(UUID id, UUID orderId, UUID userId, Duration duration, @Nullable Money discount) {
    Instant now = clock.instant();
    Duration allowed = duration.compareTo(maxHold) > 0 ? maxHold : duration;
    if (coupons.hold(id, userId, orderId, now.plus(allowed), now) == 1) {
      if (discount != null) {
        coupons.storeHeldDiscount(id, discount.amount(), discount.currency().getCurrencyCode());
      }
    } else if (!redeemedBy(id, orderId)) {
      throw notUsable();
    }
  }

  /**
   * Redeems a coupon for the order that holds it.
   *
   * @param id the id of the coupon
   * @param orderId the id of the order
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional
  void redeem(UUID id, UUID orderId) {
    if (redeemedBy(id, orderId)) {
      return;
    }
    if (coupons.redeem(id, orderId) == 0) {
      if (redeemedBy(id, orderId)) {
        return;
      }
      throw notUsable();
    }
    Coupon coupon = coupons.findById(id).orElseThrow(Coupons::notUsable);
    outbox.fact(TOPIC, CouponRedeemed.about(coupon, orderId, discount(coupon)));
  }

  /**
   * Returns the stored discount; without one, the amount of the benefit, or zero in no currency for
   * a percentage.
   */
  private Money discount(Coupon coupon) {
    Long quoted = coupon.quoted();
    String currency = coupon.quotedIn();
    if (quoted != null && currency != null) {
      return Money.of(quoted, currency);
    }
    return switch (campaigns.get(coupon.campaignId()).benefit().toBenefit()) {
      case Benefit.Amount amount -> amount.amount();
      case Benefit.Percent percent -> Money.of(0, "XXX");
    };
  }

  /** Releases a coupon that the order holds or has redeemed; does nothing for any other order. */
  @Transactional
  void release(UUID id, UUID orderId) {
    Optional<Coupon> before = coupons.findById(id);
    if (coupons.release(id, orderId) == 1) {
      before
          .filter(coupon -> coupon.storedStatus() != CouponStatus.AVAILABLE)
          .ifPresent(coupon -> publishReleased(coupon, orderId, reason(coupon)));
    }
  }

  private static Reason reason(Coupon coupon) {
    return coupon.storedStatus() == CouponStatus.REDEEMED
        ? Reason.ORDER_CANCELLED
        : Reason.ORDER_REJECTED;
  }

  /** Releases all coupons that an order holds or has redeemed. */
  @Transactional
  void releaseAllOf(UUID orderId, Reason reason) {
    for (Coupon coupon : coupons.findByOrderIdAndStatusNot(orderId, CouponStatus.AVAILABLE)) {
      if (coupons.release(coupon.id(), orderId) == 1) {
        publishReleased(coupon, orderId, reason);
      }
    }
  }

  /**
   * Ends expired holds.
   *
   * @param limit the greatest number of holds to end
   * @return the number of holds that had expired
   */
  @Transactional
  int endExpiredHolds(int limit) {
    List<Coupon> expired = coupons.findExpiredHolds(clock.instant(), limit);
    for (Coupon coupon : expired) {
      UUID orderId = coupon.orderId();
      if (coupons.endHold(coupon.id()) == 1 && orderId != null) {
        publishReleased(coupon, orderId, Reason.HOLD_EXPIRED);
      }
    }
    return expired.size();
  }

  private void publishReleased(Coupon coupon, UUID orderId, Reason reason) {
    outbox.fact(TOPIC, CouponReleased.about(coupon, orderId, reason));
  }

  private boolean redeemedBy(UUID id, UUID orderId) {
    return coupons
        .findById(id)
        .filter(coupon -> coupon.storedStatus() == CouponStatus.REDEEMED)
        .filter(coupon -> orderId.equals(coupon.orderId()))
        .isPresent();
  }

  private static ProblemException notUsable() {
    return new ProblemException(
        ProblemCode.COUPON_NOT_USABLE,
        "The coupon does not exist, is not yours, has expired or is used by another order.");
  }
}

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

/** What happens to coupons after they were issued. Every call may be repeated. */
@Service
public class Coupons {
  private static final String TOPIC = "coupon.events.v1";
  private static final UUID LAST = new UUID(-1, -1);

  private final CouponRepository coupons;
  private final Campaigns campaigns;
  private final Outbox outbox;
  private final Clock clock;
  private final Duration longestHold;

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
    this.longestHold = settings.coupons().longestHold();
  }

  /** Returns a user's coupons, the newest first. */
  @Transactional(readOnly = true)
  Page<CouponResponse> list(UUID user, PageQuery query) {
    UUID before = query.after(1).map(cursor -> cursor.uuid(0)).orElse(LAST);
    List<Coupon> rows =
        coupons.findByUserIdAndIdLessThanOrderByIdDesc(user, before, Limit.of(query.size() + 1));
    Map<UUID, CampaignResponse> of = new HashMap<>();
    Instant now = clock.instant();
    return Page.of(rows, query, coupon -> Cursor.of(coupon.id()))
        .map(
            coupon ->
                response(coupon, of.computeIfAbsent(coupon.campaignId(), campaigns::get), now));
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
   * Returns what a coupon is worth to its owner: also while an order of the owner holds it, since
   * that order may ask again.
   *
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional(readOnly = true)
  public Benefit worth(UUID id, UUID user) {
    Coupon coupon =
        coupons
            .findById(id)
            .filter(c -> c.userId().equals(user))
            .filter(
                c -> {
                  CouponStatus status = c.statusAt(clock.instant());
                  return status == CouponStatus.AVAILABLE || status == CouponStatus.HELD;
                })
            .orElseThrow(Coupons::notUsable);
    return campaigns.get(coupon.campaignId()).benefit().toBenefit();
  }

  /** Remembers what a coupon took off in a quote, unless an order holds it. */
  @Transactional
  public void quoted(UUID id, Money discount) {
    coupons.quote(id, discount.amount(), discount.currency().getCurrencyCode(), clock.instant());
  }

  /**
   * Keeps a coupon for an order, or keeps it longer.
   *
   * @param discount what it takes off that order; null for what the last quote said
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional
  void hold(UUID id, UUID order, UUID user, Duration length, @Nullable Money discount) {
    Instant now = clock.instant();
    Duration allowed = length.compareTo(longestHold) > 0 ? longestHold : length;
    if (coupons.hold(id, user, order, now.plus(allowed), now) == 1) {
      if (discount != null) {
        coupons.price(id, discount.amount(), discount.currency().getCurrencyCode());
      }
    } else if (!redeemedBy(id, order)) {
      throw notUsable();
    }
  }

  /**
   * Uses a coupon for the order that holds it.
   *
   * @throws ProblemException 409 {@code coupon_not_usable}
   */
  @Transactional
  void redeem(UUID id, UUID order) {
    if (redeemedBy(id, order)) {
      return;
    }
    if (coupons.redeem(id, order) == 0) {
      if (redeemedBy(id, order)) {
        return;
      }
      throw notUsable();
    }
    Coupon coupon = coupons.findById(id).orElseThrow(Coupons::notUsable);
    outbox.fact(TOPIC, CouponRedeemed.about(coupon, order, discount(coupon)));
  }

  /** Without a quote, what the coupon promises; of a percentage, then, nothing is known. */
  private Money discount(Coupon coupon) {
    Long quoted = coupon.quoted();
    String currency = coupon.quotedIn();
    if (quoted != null && currency != null) {
      return Money.of(quoted, currency);
    }
    return switch (campaigns.get(coupon.campaignId()).benefit().toBenefit()) {
      case Benefit.Amount fixed -> fixed.amount();
      case Benefit.Percent part -> Money.of(0, "XXX");
    };
  }

  /** Gives a coupon back that an order holds or has redeemed; of any other order, does nothing. */
  @Transactional
  void release(UUID id, UUID order) {
    Optional<Coupon> before = coupons.findById(id);
    if (coupons.release(id, order) == 1) {
      before
          .filter(coupon -> coupon.storedStatus() != CouponStatus.AVAILABLE)
          .ifPresent(coupon -> tell(coupon, order, reason(coupon)));
    }
  }

  private static Reason reason(Coupon coupon) {
    return coupon.storedStatus() == CouponStatus.REDEEMED
        ? Reason.ORDER_CANCELLED
        : Reason.ORDER_REJECTED;
  }

  /** Gives back whatever an order that has come to nothing still has. */
  @Transactional
  void releaseAllOf(UUID order, Reason reason) {
    for (Coupon coupon : coupons.findByOrderIdAndStatusNot(order, CouponStatus.AVAILABLE)) {
      if (coupons.release(coupon.id(), order) == 1) {
        tell(coupon, order, reason);
      }
    }
  }

  /**
   * Ends holds that have run out.
   *
   * @param limit how many, at most
   * @return how many
   */
  @Transactional
  int endExpiredHolds(int limit) {
    List<Coupon> expired = coupons.findExpiredHolds(clock.instant(), limit);
    for (Coupon coupon : expired) {
      UUID order = coupon.orderId();
      if (coupons.endHold(coupon.id()) == 1 && order != null) {
        tell(coupon, order, Reason.HOLD_EXPIRED);
      }
    }
    return expired.size();
  }

  private void tell(Coupon coupon, UUID order, Reason reason) {
    outbox.fact(TOPIC, CouponReleased.about(coupon, order, reason));
  }

  private boolean redeemedBy(UUID id, UUID order) {
    return coupons
        .findById(id)
        .filter(coupon -> coupon.storedStatus() == CouponStatus.REDEEMED)
        .filter(coupon -> order.equals(coupon.orderId()))
        .isPresent();
  }

  private static ProblemException notUsable() {
    return ProblemException.conflict(
        "coupon_not_usable",
        "The coupon does not exist, is not yours, has expired or is used by another order.");
  }
}

package dev.ecommercestack.event.coupon;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as read from the database. The issuer creates coupons; only the conditional updates of
 * {@link CouponRepository} change their status.
 */
@Entity
@Immutable
@Table(name = "coupon")
class Coupon {
  @Id private UUID id;
  private UUID campaignId;
  private UUID userId;

  @Enumerated(EnumType.STRING)
  private CouponStatus status;

  private @Nullable UUID orderId;
  private @Nullable Instant heldUntil;
  private @Nullable Long quoted;
  private @Nullable String quotedIn;
  private Instant issuedAt;
  private Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected Coupon() {}

  UUID id() {
    return id;
  }

  UUID campaignId() {
    return campaignId;
  }

  UUID userId() {
    return userId;
  }

  @Nullable UUID orderId() {
    return orderId;
  }

  @Nullable Long quoted() {
    return quoted;
  }

  @Nullable String quotedIn() {
    return quotedIn;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /** Returns the stored status, which does not depend on the time. */
  CouponStatus storedStatus() {
    return status;
  }

  /** Returns the status shown to the owner: it considers the expiry of the hold and the coupon. */
  CouponStatus statusAt(Instant now) {
    boolean unused =
        status == CouponStatus.AVAILABLE
            || status == CouponStatus.HELD && heldUntil != null && !heldUntil.isAfter(now);
    if (!unused) {
      return status;
    }
    return expiresAt.isAfter(now) ? CouponStatus.AVAILABLE : CouponStatus.EXPIRED;
  }
}

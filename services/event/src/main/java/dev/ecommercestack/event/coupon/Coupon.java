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
 * A coupon, as it was read. The issuer makes them; their status is changed by guarded updates only,
 * never by this object.
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

  /** What is stored, whatever the time. */
  CouponStatus storedStatus() {
    return status;
  }

  /** What it is to its owner: a hold that has run out is none, and what has expired is useless. */
  CouponStatus statusAt(Instant now) {
    boolean free =
        status == CouponStatus.AVAILABLE
            || status == CouponStatus.HELD && heldUntil != null && !heldUntil.isAfter(now);
    if (!free) {
      return status;
    }
    return expiresAt.isAfter(now) ? CouponStatus.AVAILABLE : CouponStatus.EXPIRED;
  }
}

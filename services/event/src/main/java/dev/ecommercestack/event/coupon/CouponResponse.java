package dev.ecommercestack.event.coupon;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon.
 *
 * @param id its id
 * @param campaignId where it was won
 * @param name of that campaign
 * @param status AVAILABLE, HELD, REDEEMED or EXPIRED
 * @param benefit what it is worth
 * @param orderId the order that holds or has used it
 * @param issuedAt when it was won
 * @param expiresAt until when it can be used
 */
public record CouponResponse(
    UUID id,
    UUID campaignId,
    String name,
    CouponStatus status,
    BenefitValue benefit,
    @Nullable UUID orderId,
    Instant issuedAt,
    Instant expiresAt) {}

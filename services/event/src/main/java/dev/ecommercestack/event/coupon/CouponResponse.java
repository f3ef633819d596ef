package dev.ecommercestack.event.coupon;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as shown to its owner.
 *
 * @param id the id of the coupon
 * @param campaignId the id of the campaign that issued the coupon
 * @param name the name of that campaign
 * @param status AVAILABLE, HELD, REDEEMED or EXPIRED
 * @param benefit the benefit of the coupon
 * @param orderId the id of the order that holds or has redeemed the coupon; null if there is none
 * @param issuedAt when the coupon was issued
 * @param expiresAt when the coupon expires
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

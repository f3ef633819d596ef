package dev.ecommercestack.event.audit;

/**
 * The figures that an audit compares, all read at one moment.
 *
 * @param campaigns the number of campaigns
 * @param soldOut the number of campaigns whose quota is used up
 * @param quota the sum of the quotas of all campaigns
 * @param issued the sum of the counters of issued coupons of all campaigns
 * @param coupons the number of coupons; must equal {@code issued}
 * @param available the number of coupons that are neither held nor redeemed, with expired ones
 * @param held the number of coupons that an order holds
 * @param redeemed the number of coupons that an order has redeemed
 * @param rejectedClaims the number of rejected claims
 * @param overIssued the number of campaigns with more coupons than their quota; must be 0
 * @param miscounted the number of campaigns whose counter differs from their coupons; must be 0
 * @param withGaps the number of campaigns whose winners' positions are not 1, 2, 3...; must be 0
 * @param outOfOrder the number of coupons whose position does not follow the offset of their claim;
 *     must be 0
 * @param outboxPending the number of messages in the outbox
 */
record AuditResponse(
    long campaigns,
    long soldOut,
    long quota,
    long issued,
    long coupons,
    long available,
    long held,
    long redeemed,
    long rejectedClaims,
    long overIssued,
    long miscounted,
    long withGaps,
    long outOfOrder,
    long outboxPending) {}

package dev.ecommercestack.event.audit;

/**
 * What an auditor compares. All numbers are of one moment.
 *
 * @param campaigns how many there are
 * @param soldOut how many of them have issued their whole quota
 * @param quota sum over all campaigns
 * @param issued sum of what campaigns have counted
 * @param coupons how many there are; equals issued
 * @param available not held or redeemed, expired ones included
 * @param held by an order
 * @param redeemed by an order
 * @param rejectedClaims claims that did not count
 * @param overIssued campaigns with more coupons than their quota; 0
 * @param miscounted campaigns whose count differs from their coupons; 0
 * @param withGaps campaigns whose winners' positions are not 1, 2, 3...; 0
 * @param outOfOrder coupons with a better position than one that is earlier in the queue; 0
 * @param outboxPending facts that are not with the broker yet
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

package dev.ecommercestack.event.issuer;

import java.util.UUID;

/**
 * A user who has won a coupon of a campaign.
 *
 * @param campaignId the id of the campaign
 * @param userId the id of the user
 */
public record Winner(UUID campaignId, UUID userId) {}

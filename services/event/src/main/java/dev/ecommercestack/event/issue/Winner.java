package dev.ecommercestack.event.issue;

import java.util.UUID;

/**
 * Somebody who has won.
 *
 * @param campaignId where
 * @param userId who
 */
public record Winner(UUID campaignId, UUID userId) {}

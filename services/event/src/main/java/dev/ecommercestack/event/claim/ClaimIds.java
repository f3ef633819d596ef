package dev.ecommercestack.event.claim;

import dev.ecommercestack.platform.id.Uuid5;
import java.util.UUID;

/**
 * The id of a claim follows from who claims what: however often somebody claims, it is one claim,
 * and whoever knows user and id can find the campaign without a table of claims.
 */
public final class ClaimIds {
  private ClaimIds() {}

  /** Returns the id of a user's claim on a campaign. */
  public static UUID of(UUID campaignId, UUID userId) {
    return Uuid5.of(campaignId, userId.toString());
  }
}

package dev.ecommercestack.event.claim;

import dev.ecommercestack.platform.id.Uuid5;
import java.util.UUID;

/**
 * Computes the ids of claims. The id follows from campaign and user: a repeated claim is the same
 * claim, and the campaign of a claim can be found from its id and its user without a table.
 */
public final class ClaimIds {
  private ClaimIds() {}

  /** Returns the id of the claim of a user on a campaign. */
  public static UUID of(UUID campaignId, UUID userId) {
    return Uuid5.of(campaignId, userId.toString());
  }
}

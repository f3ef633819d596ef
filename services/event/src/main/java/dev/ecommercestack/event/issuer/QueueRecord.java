package dev.ecommercestack.event.issuer;

import java.util.UUID;

/** A record of the claim topic that the issuer decides. */
public sealed interface QueueRecord permits Claim, ControlRecord {
  /** Returns the offset of the record in its partition. */
  long offset();

  /** Returns the id of the campaign of the record. */
  UUID campaignId();
}

package dev.ecommercestack.event.issue;

import java.util.UUID;

/** A record of a queue that the issuer decides. */
public sealed interface QueueRecord permits Claim, Control {
  /** Returns its offset in the partition. */
  long offset();

  /** Returns the campaign that it is about. */
  UUID campaignId();
}

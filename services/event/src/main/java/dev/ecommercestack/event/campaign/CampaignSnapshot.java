package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.queue.ClaimPartition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a campaign that decide about its claims, as read at one moment.
 *
 * @param id the id of the campaign
 * @param startsAt the start of the claim window, inclusive
 * @param endsAt the end of the claim window, exclusive
 * @param partition the partition in which the claims of the campaign wait
 * @param soldOutOffset the offset of the last winning claim; null until the quota is used up
 * @param state the state that administrators have set
 */
public record CampaignSnapshot(
    UUID id,
    Instant startsAt,
    Instant endsAt,
    ClaimPartition partition,
    @Nullable Long soldOutOffset,
    CampaignState state) {
  /** Returns whether the quota is used up. */
  public boolean soldOut() {
    return soldOutOffset != null;
  }

  /** Returns whether claims without a result get neither a coupon nor a row any more. */
  public boolean closed() {
    return soldOut() || state == CampaignState.ENDED;
  }
}

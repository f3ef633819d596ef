package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.queue.Place;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a claim needs to know of its campaign.
 *
 * @param id the campaign's
 * @param startsAt from when on claims count
 * @param endsAt from when on they do not any more
 * @param queue where its claims wait
 * @param soldOutOffset the place of the last winner once the quota has ended
 * @param state what the shop's owner has made of it
 */
public record Standing(
    UUID id,
    Instant startsAt,
    Instant endsAt,
    Place queue,
    @Nullable Long soldOutOffset,
    CampaignState state) {
  /** Returns whether nobody can win any more. */
  public boolean soldOut() {
    return soldOutOffset != null;
  }

  /** Returns whether no claim without a result gets a coupon or a row any more. */
  public boolean closed() {
    return soldOut() || state == CampaignState.ENDED;
  }
}

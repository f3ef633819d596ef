package dev.ecommercestack.event.campaign;

import java.time.Instant;

/** What a campaign is to users. */
public enum CampaignStatus {
  SCHEDULED,
  OPEN,
  PAUSED,
  SOLD_OUT,
  ENDED;

  /**
   * Returns the status at a time; a campaign that has sold out stays so after its end.
   *
   * @param soldOut whether the quota has ended
   * @param state what the shop's owner has made of it
   */
  public static CampaignStatus at(
      Instant now, Instant startsAt, Instant endsAt, boolean soldOut, CampaignState state) {
    if (soldOut) {
      return SOLD_OUT;
    }
    if (state == CampaignState.ENDED || !now.isBefore(endsAt)) {
      return ENDED;
    }
    if (state == CampaignState.PAUSED) {
      return PAUSED;
    }
    return now.isBefore(startsAt) ? SCHEDULED : OPEN;
  }
}

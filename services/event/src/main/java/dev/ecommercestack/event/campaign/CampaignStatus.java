package dev.ecommercestack.event.campaign;

import java.time.Instant;

/** The status of a campaign as shown to users. */
public enum CampaignStatus {
  SCHEDULED,
  OPEN,
  PAUSED,
  SOLD_OUT,
  ENDED;

  /**
   * Returns the status at a time. A campaign that has sold out remains SOLD_OUT after its end.
   *
   * @param now the time of the status
   * @param startsAt the start of the claim window, inclusive
   * @param endsAt the end of the claim window, exclusive
   * @param soldOut whether the quota is used up
   * @param state the state that administrators have set
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

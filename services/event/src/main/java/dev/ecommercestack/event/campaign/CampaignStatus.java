package dev.ecommercestack.event.campaign;

import java.time.Instant;

/** What a campaign is to users. */
public enum CampaignStatus {
  SCHEDULED,
  OPEN,
  SOLD_OUT,
  ENDED;

  /** Returns the status at a time; a campaign that has sold out stays so after its end. */
  public static CampaignStatus at(Instant now, Instant startsAt, Instant endsAt, boolean soldOut) {
    if (soldOut) {
      return SOLD_OUT;
    }
    if (now.isBefore(startsAt)) {
      return SCHEDULED;
    }
    return now.isBefore(endsAt) ? OPEN : ENDED;
  }
}

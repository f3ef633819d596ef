package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign.
 *
 * @param id its id
 * @param name what it is called
 * @param status SCHEDULED, OPEN, PAUSED, SOLD_OUT or ENDED
 * @param quota how many can win
 * @param issued how many have won
 * @param startsAt from when on claims count
 * @param endsAt from when on they do not any more
 * @param couponsExpireAt until when its coupons can be used
 * @param benefit what a coupon is worth
 */
public record CampaignResponse(
    UUID id,
    String name,
    CampaignStatus status,
    int quota,
    int issued,
    Instant startsAt,
    Instant endsAt,
    Instant couponsExpireAt,
    BenefitValue benefit) {
  static CampaignResponse of(Campaign campaign, Instant now) {
    return new CampaignResponse(
        campaign.getId(),
        campaign.name(),
        campaign.statusAt(now),
        campaign.quota(),
        campaign.issued(),
        campaign.startsAt(),
        campaign.endsAt(),
        campaign.couponsExpireAt(),
        campaign.benefit());
  }
}

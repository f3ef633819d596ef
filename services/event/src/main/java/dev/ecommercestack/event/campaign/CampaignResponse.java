package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.BenefitValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A campaign as shown to users.
 *
 * @param id the id of the campaign
 * @param name the name shown to users
 * @param status SCHEDULED, OPEN, PAUSED, SOLD_OUT or ENDED
 * @param quota the number of coupons that can be issued
 * @param issued the number of coupons that were issued
 * @param startsAt the start of the claim window, inclusive
 * @param endsAt the end of the claim window, exclusive
 * @param couponsExpireAt when the coupons expire
 * @param benefit the benefit of each coupon
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

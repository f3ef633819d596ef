package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.DiscountValue;
import dev.ecommercestack.platform.message.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code campaign-changed}.
 *
 * @param promotionId the id of the campaign
 * @param revision the revision of the campaign, which grows with every change
 * @param name the name shown to users
 * @param quota the number of coupons that can be issued
 * @param partition the number of the partition in which the claims wait
 * @param topicId Kafka's id of the topic of that partition
 * @param window the claim window
 * @param discount the benefit of each coupon
 * @param status the status shown to users
 */
public record CampaignChanged(
    UUID promotionId,
    int revision,
    String name,
    int quota,
    int partition,
    String topicId,
    Window window,
    DiscountValue discount,
    CampaignStatus status) {
  /** The topic of the message. */
  public static final String TOPIC = "promotion.events.v1";

  /**
   * The claim window.
   *
   * @param startsAt the start, inclusive
   * @param endsAt the end, exclusive
   */
  public record Window(Instant startsAt, Instant endsAt) {}

  /** Returns the message about the state of a campaign at a time. */
  static Message about(Campaign campaign, Instant now) {
    return Message.of(
        "campaign-changed",
        campaign.getId(),
        new CampaignChanged(
            campaign.getId(),
            campaign.revision(),
            campaign.name(),
            campaign.quota(),
            campaign.partition().number(),
            campaign.partition().topicId(),
            new Window(campaign.startsAt(), campaign.endsAt()),
            DiscountValue.of(campaign.benefit().toBenefit()),
            campaign.statusAt(now)));
  }
}

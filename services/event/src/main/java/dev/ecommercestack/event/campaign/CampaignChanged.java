package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.benefit.DiscountValue;
import dev.ecommercestack.platform.message.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * Data of the message {@code campaign-changed}.
 *
 * @param promotionId the campaign's id
 * @param revision counts its changes
 * @param name what it is called
 * @param quota how many can win
 * @param partition where its claims go
 * @param topicId of the topic that they go to
 * @param window when claims count
 * @param discount what a coupon is worth
 * @param status what it is to users
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
  /** Where it is said. */
  public static final String TOPIC = "promotion.events.v1";

  /**
   * When claims count.
   *
   * @param startsAt from
   * @param endsAt before
   */
  public record Window(Instant startsAt, Instant endsAt) {}

  /** Returns the message about a campaign as it is. */
  static Message about(Campaign campaign, Instant now) {
    return Message.of(
        "campaign-changed",
        campaign.getId(),
        new CampaignChanged(
            campaign.getId(),
            campaign.revision(),
            campaign.name(),
            campaign.quota(),
            campaign.queue().partition(),
            campaign.queue().topicId(),
            new Window(campaign.startsAt(), campaign.endsAt()),
            DiscountValue.of(campaign.benefit().toBenefit()),
            campaign.statusAt(now)));
  }
}

package dev.ecommercestack.event.campaign;

/** What the shop's owner has made of a campaign, by control records in its queue. */
public enum CampaignState {
  /** Claims get coupons. */
  RUNNING,
  /** Claims wait until the campaign is resumed. */
  PAUSED,
  /** No claim gets a coupon any more; final. */
  ENDED
}

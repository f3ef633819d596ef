package dev.ecommercestack.event.campaign;

/** The state that administrators set with control records in the queue of a campaign. */
public enum CampaignState {
  /** Claims can get coupons. */
  RUNNING,
  /** Claims wait until the campaign is resumed. */
  PAUSED,
  /** No claim gets a coupon any more. This state is final. */
  ENDED
}

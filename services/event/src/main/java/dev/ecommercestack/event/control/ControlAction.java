package dev.ecommercestack.event.control;

import dev.ecommercestack.event.campaign.CampaignState;

/** What a control record does to its campaign. */
public enum ControlAction {
  PAUSE(CampaignState.PAUSED),
  RESUME(CampaignState.RUNNING),
  END(CampaignState.ENDED);

  private final CampaignState state;

  ControlAction(CampaignState state) {
    this.state = state;
  }

  /** Returns the state of the campaign behind the record, unless it had ended before. */
  public CampaignState state() {
    return state;
  }
}

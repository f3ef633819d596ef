package dev.ecommercestack.event.campaign;

/** The action of a control record. */
public enum ControlAction {
  PAUSE(CampaignState.PAUSED),
  RESUME(CampaignState.RUNNING),
  END(CampaignState.ENDED);

  private final CampaignState state;

  ControlAction(CampaignState state) {
    this.state = state;
  }

  /** Returns the state that the action gives to a campaign that has not ended. */
  public CampaignState state() {
    return state;
  }
}

package dev.ecommercestack.event.claim;

/** The status of a claim. */
public enum ClaimStatus {
  /** The claim waits in the queue. */
  PENDING,
  /** The user got a coupon. */
  WON,
  /** The quota was used up before the claim. */
  SOLD_OUT,
  /** The claim was refused. */
  REJECTED;

  /** Returns whether the status is final. */
  public boolean decided() {
    return this != PENDING;
  }
}

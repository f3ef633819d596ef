package dev.ecommercestack.event.claim;

/** What became of a claim. */
public enum ClaimStatus {
  /** Waits in the queue. */
  PENDING,
  /** Got a coupon. */
  WON,
  /** Came too late for the quota. */
  SOLD_OUT,
  /** Does not count. */
  REJECTED;

  /** Returns whether it stays so. */
  public boolean decided() {
    return this != PENDING;
  }
}

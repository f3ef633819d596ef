package dev.ecommercestack.event.claim;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim.
 *
 * @param claimId its id
 * @param campaignId what is claimed
 * @param status PENDING, WON, SOLD_OUT or REJECTED
 * @param position among the winners, 1 for the first; only when WON
 * @param couponId only when WON
 * @param queueOffset its place in the queue of its campaign, if it is known; smaller is earlier
 * @param queuePosition only when PENDING in the queue and queueOffset is known: how many claims are
 *     decided until it has been, itself included; absent while the campaign is paused
 * @param reason a stable code; only when REJECTED
 */
public record ClaimResponse(
    UUID claimId,
    UUID campaignId,
    ClaimStatus status,
    @Nullable Integer position,
    @Nullable UUID couponId,
    @Nullable Long queueOffset,
    @Nullable Long queuePosition,
    @Nullable String reason) {
  static ClaimResponse pending(
      UUID claimId, UUID campaignId, @Nullable Long queueOffset, @Nullable Long queuePosition) {
    return new ClaimResponse(
        claimId, campaignId, ClaimStatus.PENDING, null, null, queueOffset, queuePosition, null);
  }

  static ClaimResponse won(
      UUID claimId, UUID campaignId, int position, UUID couponId, long queueOffset) {
    return new ClaimResponse(
        claimId, campaignId, ClaimStatus.WON, position, couponId, queueOffset, null, null);
  }

  static ClaimResponse soldOut(UUID claimId, UUID campaignId, @Nullable Long queueOffset) {
    return new ClaimResponse(
        claimId, campaignId, ClaimStatus.SOLD_OUT, null, null, queueOffset, null, null);
  }

  static ClaimResponse rejected(
      UUID claimId, UUID campaignId, @Nullable Long queueOffset, String reason) {
    return new ClaimResponse(
        claimId, campaignId, ClaimStatus.REJECTED, null, null, queueOffset, null, reason);
  }
}

package dev.ecommercestack.event.claim;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim and its result.
 *
 * @param claimId the id of the claim
 * @param campaignId the id of the campaign
 * @param status PENDING, WON, SOLD_OUT or REJECTED
 * @param position the position among the winners, from 1; null unless WON
 * @param couponId the id of the coupon; null unless WON
 * @param queueOffset the offset of the claim in its partition, smaller is earlier; null if unknown
 * @param queuePosition the number of claims that will be decided up to and including this one; null
 *     unless the claim is PENDING, its offset is known and the campaign is not paused
 * @param reason a stable code; null unless REJECTED
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

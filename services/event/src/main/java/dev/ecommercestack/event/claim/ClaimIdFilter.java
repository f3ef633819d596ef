package dev.ecommercestack.event.claim;

import java.util.UUID;

/**
 * A Bloom filter of claim ids: tells for certain that an id was not added, in 1.25 bytes per id. Of
 * ids that were not added it takes about one in a hundred for one that was. Claim ids are results
 * of SHA-1, so their halves serve as the two hashes. Not safe for threads while ids are added.
 */
final class ClaimIdFilter {
  private static final int BITS_PER_ID = 10;
  private static final int HASHES = 7;

  private final long[] words;

  /**
   * @param expected how many ids will be added
   */
  ClaimIdFilter(long expected) {
    this.words = new long[Math.toIntExact(expected * BITS_PER_ID / Long.SIZE + 1)];
  }

  void add(UUID claimId) {
    for (int i = 0; i < HASHES; i++) {
      long bit = bit(claimId, i);
      words[(int) (bit / Long.SIZE)] |= 1L << bit;
    }
  }

  /** Returns false only for ids that were not added. */
  boolean mayContain(UUID claimId) {
    for (int i = 0; i < HASHES; i++) {
      long bit = bit(claimId, i);
      if ((words[(int) (bit / Long.SIZE)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private long bit(UUID claimId, int hash) {
    long step = claimId.getLeastSignificantBits() | 1;
    return Math.floorMod(
        claimId.getMostSignificantBits() + hash * step, (long) words.length * Long.SIZE);
  }
}

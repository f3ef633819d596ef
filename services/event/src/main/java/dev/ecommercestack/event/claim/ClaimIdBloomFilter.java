package dev.ecommercestack.event.claim;

import java.util.UUID;

/**
 * A Bloom filter of claim ids with 1.25 bytes per id and about one percent of false positives.
 * Claim ids are results of SHA-1, so their halves serve as the two hashes. The filter is not
 * thread-safe while ids are added.
 */
final class ClaimIdBloomFilter {
  private static final int BITS_PER_ID = 10;
  private static final int HASH_COUNT = 7;

  private final long[] words;

  /**
   * Creates an empty filter.
   *
   * @param expectedIds the number of ids that will be added
   */
  ClaimIdBloomFilter(long expectedIds) {
    this.words = new long[Math.toIntExact(expectedIds * BITS_PER_ID / Long.SIZE + 1)];
  }

  void add(UUID claimId) {
    for (int i = 0; i < HASH_COUNT; i++) {
      long bit = bit(claimId, i);
      words[(int) (bit / Long.SIZE)] |= 1L << bit;
    }
  }

  /** Returns false only if the id was not added. */
  boolean mayContain(UUID claimId) {
    for (int i = 0; i < HASH_COUNT; i++) {
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

package dev.ecommercestack.event.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimIdBloomFilterTest {
  private static final UUID CAMPAIGN = new UUID(1, 2);

  private static UUID claim(int user) {
    return ClaimIds.of(CAMPAIGN, new UUID(0, user));
  }

  @Test
  void containsEveryAddedId() {
    ClaimIdBloomFilter filter = new ClaimIdBloomFilter(10_000);
    IntStream.range(0, 10_000).forEach(user -> filter.add(claim(user)));
    assertThat(IntStream.range(0, 10_000)).allMatch(user -> filter.mayContain(claim(user)));
  }

  @Test
  void containsFewOthers() {
    ClaimIdBloomFilter filter = new ClaimIdBloomFilter(10_000);
    IntStream.range(0, 10_000).forEach(user -> filter.add(claim(user)));
    long wrong =
        IntStream.range(10_000, 110_000).filter(user -> filter.mayContain(claim(user))).count();
    assertThat(wrong).isLessThan(2_000);
  }

  @Test
  void emptyFilterContainsNothing() {
    assertThat(new ClaimIdBloomFilter(0).mayContain(claim(1))).isFalse();
  }
}

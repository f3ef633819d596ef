package dev.ecommercestack.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidTest {
  @Test
  void ascendsAndHasTheRightVersion() {
    List<UUID> ids = Stream.generate(Uuid7::next).limit(20_000).toList();
    assertThat(ids.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    assertThat(ids)
        .allSatisfy(
            id -> {
              assertThat(id.version()).isEqualTo(7);
              assertThat(id.variant()).isEqualTo(2);
            });
  }

  @Test
  void isUniqueAcrossThreads() throws Exception {
    Callable<List<UUID>> many = () -> Stream.generate(Uuid7::next).limit(5_000).toList();
    Set<UUID> all = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<List<UUID>> ids : threads.invokeAll(List.of(many, many, many, many))) {
        all.addAll(ids.get());
      }
    }
    assertThat(all).hasSize(20_000);
  }

  @Test
  void tellsWhenItWasMade() {
    assertThat(Uuid7.timeOf(Uuid7.next()))
        .isBetween(
            Instant.now().minus(10, ChronoUnit.SECONDS), Instant.now().plus(1, ChronoUnit.SECONDS));
    assertThatThrownBy(() -> Uuid7.timeOf(UUID.randomUUID()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesGiveTheIdentifiersOfTheStandard() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    // The example of RFC 9562, appendix A.4.
    assertThat(Uuid5.of(dns, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }
}

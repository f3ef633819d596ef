package dev.ecommercestack.common.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.testing.tokens.IssuerServer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class FetchedServiceTokenTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @Test
  void isFetchedOnceAndAgainBeforeItExpires() throws Exception {
    try (IssuerServer issuer = IssuerServer.start("sample")) {
      FetchedServiceToken tokens = tokens(issuer.uri(), "secret");
      String first = tokens.token();
      assertThat(tokens.token()).isEqualTo(first);
      assertThat(issuer.serviceTokensFetched()).isEqualTo(1);

      now.updateAndGet(t -> t.plusSeconds(541));
      assertThat(tokens.token()).isNotEqualTo(first);
      assertThat(issuer.serviceTokensFetched()).isEqualTo(2);
    }
  }

  @Test
  void aRefusedOneIsReplaced() throws Exception {
    try (IssuerServer issuer = IssuerServer.start("sample")) {
      FetchedServiceToken tokens = tokens(issuer.uri(), "secret");
      tokens.refused(tokens.token());
      tokens.token();
      assertThat(issuer.serviceTokensFetched()).isEqualTo(2);
    }
  }

  @Test
  void withoutSecretSaysWhatToDo() {
    assertThatThrownBy(() -> tokens(URI.create("http://localhost:1"), null).token())
        .isInstanceOf(ServiceTokenException.class)
        .hasMessageContaining("service-secret");
  }

  @Test
  void anIssuerThatIsAwayIsNamedButNotTheSecret() {
    assertThatThrownBy(() -> tokens(URI.create("http://localhost:1"), "hidden").token())
        .isInstanceOf(ServiceTokenException.class)
        .hasMessageContaining("localhost:1")
        .message()
        .doesNotContain("hidden");
  }

  private FetchedServiceToken tokens(URI issuer, @org.jspecify.annotations.Nullable String secret) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now.get();
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new FetchedServiceToken(
        RestClient.create(), issuer.resolve("/internal/service-tokens"), "sample", secret, clock);
  }
}

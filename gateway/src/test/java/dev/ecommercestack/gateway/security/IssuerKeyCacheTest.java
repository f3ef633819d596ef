package dev.ecommercestack.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class IssuerKeyCacheTest {
  private final Issuer before = new Issuer();
  private final Issuer after = new Issuer();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicReference<Mono<String>> document =
      new AtomicReference<>(Mono.just(before.keySet()));
  private final IssuerKeyCache keys =
      new IssuerKeyCache(
          Mono.defer(
              () -> {
                readings.incrementAndGet();
                return document.get();
              }),
          new GatewaySettings.Security(
              "issuer",
              URI.create("http://user/keys"),
              Duration.ofMinutes(5),
              Duration.ofHours(4),
              Duration.ZERO),
          clock);

  @Test
  void readsKeysAgainAfterCacheDuration() throws Exception {
    assertThat(known(before)).isTrue();
    assertThat(known(before)).isTrue();
    assertThat(readings).hasValue(1);
    pass(Duration.ofMinutes(6));
    assertThat(known(before)).isTrue();
    assertThat(readings).hasValue(2);
  }

  @Test
  void readsKeysForUnknownKeyAtMostOncePerInterval() throws Exception {
    assertThat(known(before)).isTrue();
    document.set(Mono.just(after.keySet()));
    assertThat(known(after)).isFalse();
    pass(Duration.ofSeconds(6));
    assertThat(known(after)).isTrue();
    assertThat(known(new Issuer())).isFalse();
    assertThat(known(new Issuer())).isFalse();
    assertThat(readings).hasValue(2);
  }

  @Test
  void usesCachedKeysWhileIssuerIsUnavailable() throws Exception {
    assertThat(known(before)).isTrue();
    document.set(Mono.error(new IllegalStateException("away")));
    pass(Duration.ofHours(3));
    assertThat(known(before)).isTrue();
    assertThat(known(before)).isTrue();
    assertThat(readings).hasValue(2);
    pass(Duration.ofHours(2));
    assertThatThrownBy(() -> known(before))
        .isInstanceOf(IssuerKeyCache.KeysUnavailableException.class);
    document.set(Mono.just(before.keySet()));
    assertThat(known(before)).isTrue();
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private boolean known(Issuer issuer) throws Exception {
    return Boolean.TRUE.equals(keys.of(SignedJWT.parse(issuer.customer())).hasElements().block());
  }
}

package dev.ecommercestack.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.gateway.GatewaySettings;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class AccessTokenDecoderTest {
  private static final GatewaySettings.Security SETTINGS =
      new GatewaySettings.Security(
          "ecommerce-stack",
          URI.create("http://user/keys"),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ZERO);

  private final Issuer issuer = new Issuer();
  private final AtomicReference<Mono<String>> document =
      new AtomicReference<>(Mono.just(issuer.keySet()));
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final AtomicInteger checks = new AtomicInteger();
  private final AccessTokenDecoder decoder =
      decoder(
          Schedulers.fromExecutor(
              check -> {
                checks.incrementAndGet();
                check.run();
              }));

  private AccessTokenDecoder decoder(Scheduler scheduler) {
    return new AccessTokenDecoder(
        new IssuerKeyCache(Mono.defer(document::get), SETTINGS, clock), SETTINGS, clock, scheduler);
  }

  @Test
  void checksEachTokenOnce() {
    String valid = issuer.customer();
    String forged = new Issuer(issuer.keyId()).customer();
    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(valid).blockOptional()).isPresent();
      assertRefused(forged);
    }
    assertThat(checks).hasValue(2);
  }

  @Test
  void acceptsNewKeyWithinSeconds() {
    Issuer next = new Issuer();
    String token = next.customer();
    assertThat(decoder.decode(issuer.customer()).blockOptional()).isPresent();
    assertRefused(token);
    document.set(Mono.just(next.keySet()));
    now.set(now.get().plusSeconds(6));
    assertThat(decoder.decode(token).blockOptional()).isPresent();
  }

  @Test
  void doesNotRememberThatKeysWereUnavailable() {
    String token = issuer.customer();
    document.set(Mono.error(new IllegalStateException("away")));
    assertThatThrownBy(() -> decoder.decode(token).block())
        .hasRootCauseMessage("away")
        .isNotInstanceOf(BadJwtException.class);
    document.set(Mono.just(issuer.keySet()));
    assertThat(decoder.decode(token).blockOptional()).isPresent();
  }

  @Test
  void failsAtOnceWhenTooManyWait() {
    AccessTokenDecoder busy =
        decoder(
            Schedulers.fromExecutor(
                check -> {
                  throw new RejectedExecutionException();
                }));
    assertThatThrownBy(() -> busy.decode(issuer.customer()).block())
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void acceptsTokensOfAllCustomersAfterAShortPause() {
    int customers = 2000;
    Scheduler scheduler = new AccessTokenConfiguration().tokenScheduler();
    CountDownLatch pause = new CountDownLatch(1);
    int threads = Runtime.getRuntime().availableProcessors();
    for (int thread = 0; thread < threads; thread++) {
      scheduler.schedule(() -> await(pause));
    }
    AccessTokenDecoder paused = decoder(scheduler);
    String token = issuer.customer();
    Mono<Long> accepted =
        Flux.range(0, customers).flatMap(_ -> paused.decode(token), customers).count();
    CompletableFuture<@Nullable Long> count = accepted.toFuture();
    pause.countDown();
    assertThat(count).succeedsWithin(Duration.ofSeconds(30)).isEqualTo((long) customers);
    scheduler.dispose();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void acceptsBothAlgorithmsWhileTheIssuerChangesFromOneToTheOther() throws Exception {
    Issuer rsa = Issuer.rs256();
    assertThat(decoder.decode(issuer.customer()).blockOptional()).isPresent();
    document.set(Mono.just(rsa.keySet()));
    now.set(now.get().plusSeconds(6));
    assertThat(decoder.decode(rsa.customer()).blockOptional()).isPresent();

    assertRefused(new PlainJWT(Issuer.claims("somebody").build()).serialize());
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.keyId()).build(),
            Issuer.claims("somebody").build());
    symmetric.sign(
        new MACSigner(
            JWKSet.parse(rsa.keySet()).getKeys().getFirst().toRSAKey().toPublicKey().getEncoded()));
    assertRefused(symmetric.serialize());
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> decoder.decode(token).block()).isInstanceOf(BadJwtException.class);
  }
}

package dev.ecommercestack.platform.client;

import dev.ecommercestack.platform.cache.CoalescedRead;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * The token with which this service calls one other service. It is fetched from its issuer for this
 * service's secret, and kept until shortly before it expires.
 */
final class FetchedServiceToken {
  private static final Logger log = LoggerFactory.getLogger(FetchedServiceToken.class);
  private static final Duration RENEWAL_MARGIN = Duration.ofSeconds(60);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

  private final RestClient client;
  private final URI uri;
  private final String service;
  private final @Nullable String secret;
  private final String audience;
  private final Clock clock;
  private final CoalescedRead<Held> read = new CoalescedRead<>(this::renew);
  private volatile @Nullable Held held;

  private record Held(String token, Instant renewAt, Instant expiresAt) {}

  private record TokenRequest(String service, String secret, String audience) {}

  private record TokenResponse(@Nullable String accessToken, long expiresIn) {}

  /**
   * @param client sends the request to the issuer
   * @param uri where the issuer issues service tokens
   * @param service the name of this service
   * @param secret the secret of this service; null or blank if it has none
   * @param audience the name of the service that the token is for
   */
  FetchedServiceToken(
      RestClient client,
      URI uri,
      String service,
      @Nullable String secret,
      String audience,
      Clock clock) {
    this.client = client;
    this.uri = uri;
    this.service = service;
    this.secret = secret;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * Returns a token that is valid for a while longer.
   *
   * @throws ServiceTokenException if no token can be fetched
   */
  String token() {
    return read.whileGood(token -> token.equals(held) && clock.instant().isBefore(token.renewAt()))
        .token();
  }

  private Held renew() {
    Held old = held;
    Held renewed;
    try {
      renewed = fetch();
    } catch (ServiceTokenException e) {
      if (old == null || !clock.instant().isBefore(old.expiresAt())) {
        throw e;
      }
      log.warn("No new service token, the old one is used until it expires: {}", e.detail());
      renewed = new Held(old.token(), clock.instant().plus(RETRY_PAUSE), old.expiresAt());
    }
    held = renewed;
    return renewed;
  }

  /** Drops a token that was refused, so that the next call fetches another. */
  void refused(String token) {
    Held current = held;
    if (current != null && current.token().equals(token)) {
      held = null;
    }
  }

  private Held fetch() {
    if (secret == null || secret.isBlank()) {
      throw new ServiceTokenException(
          "it has no secret. Mount the file service-secret or set service.client.secret.", null);
    }
    TokenResponse answer;
    try {
      answer =
          client
              .post()
              .uri(uri)
              .contentType(MediaType.APPLICATION_JSON)
              .body(new TokenRequest(service, secret, audience))
              .retrieve()
              .body(TokenResponse.class);
    } catch (RestClientResponseException e) {
      throw new ServiceTokenException("%s answered %s.".formatted(uri, e.getStatusCode()), e);
    } catch (RestClientException e) {
      throw new ServiceTokenException("%s cannot be reached.".formatted(uri), e);
    }
    if (answer == null || answer.accessToken() == null) {
      throw new ServiceTokenException("%s answered without a token.".formatted(uri), null);
    }
    Duration lifetime = Duration.ofSeconds(answer.expiresIn());
    Duration margin =
        lifetime.compareTo(RENEWAL_MARGIN.multipliedBy(2)) > 0
            ? RENEWAL_MARGIN
            : lifetime.dividedBy(2);
    Instant expiresAt = clock.instant().plus(lifetime);
    return new Held(answer.accessToken(), expiresAt.minus(margin), expiresAt);
  }
}

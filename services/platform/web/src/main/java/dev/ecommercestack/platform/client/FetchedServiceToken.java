package dev.ecommercestack.platform.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * A service token fetched from its issuer for this service's secret, kept until shortly before it
 * expires.
 */
final class FetchedServiceToken implements ServiceTokenSource {
  private static final Logger log = LoggerFactory.getLogger(FetchedServiceToken.class);
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

  private final RestClient client;
  private final URI uri;
  private final String service;
  private final @Nullable String secret;
  private final Clock clock;
  // A lock that parks virtual threads; fetching is the one thing done under it.
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Held held;
  private volatile @Nullable ServiceTokenException failure;

  private record Held(String token, Instant renewAt, Instant expiresAt) {}

  private record TokenRequest(String service, String secret) {}

  private record TokenResponse(@Nullable String accessToken, long expiresIn) {}

  FetchedServiceToken(
      RestClient client, URI uri, String service, @Nullable String secret, Clock clock) {
    this.client = client;
    this.uri = uri;
    this.service = service;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public String token() {
    Held current = held;
    if (current != null && clock.instant().isBefore(current.renewAt())) {
      return current.token();
    }
    ServiceTokenException earlier = failure;
    fetching.lock();
    try {
      Held after = held;
      if (after != null && clock.instant().isBefore(after.renewAt())) {
        return after.token();
      }
      ServiceTokenException meanwhile = failure;
      // Else all who waited would wait for an answer once more, one after the other.
      if (meanwhile != null && meanwhile != earlier) {
        throw meanwhile;
      }
      return renew(after);
    } finally {
      fetching.unlock();
    }
  }

  private String renew(@Nullable Held old) {
    try {
      Held fetched = fetch();
      held = fetched;
      failure = null;
      return fetched.token();
    } catch (ServiceTokenException e) {
      if (old != null && clock.instant().isBefore(old.expiresAt())) {
        log.warn("The service token is used until it expires, no other can be had: {}", e.detail());
        held = new Held(old.token(), clock.instant().plus(RETRY_PAUSE), old.expiresAt());
        return old.token();
      }
      failure = e;
      throw e;
    }
  }

  @Override
  public void refused(String token) {
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
              .body(new TokenRequest(service, secret))
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
        lifetime.compareTo(MARGIN.multipliedBy(2)) > 0 ? MARGIN : lifetime.dividedBy(2);
    Instant expiresAt = clock.instant().plus(lifetime);
    return new Held(answer.accessToken(), expiresAt.minus(margin), expiresAt);
  }
}

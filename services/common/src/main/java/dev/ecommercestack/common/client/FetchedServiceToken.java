package dev.ecommercestack.common.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * A service token fetched from its issuer for this service's secret, kept until shortly before it
 * expires.
 */
final class FetchedServiceToken implements ServiceTokenSource {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final RestClient client;
  private final URI uri;
  private final String service;
  private final @Nullable String secret;
  private final Clock clock;
  // A lock that parks virtual threads; fetching is the one thing done under it.
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Held held;

  private record Held(String token, Instant renewAt) {}

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
    fetching.lock();
    try {
      Held after = held;
      if (after != null && clock.instant().isBefore(after.renewAt())) {
        return after.token();
      }
      Held fetched = fetch();
      held = fetched;
      return fetched.token();
    } finally {
      fetching.unlock();
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
    return new Held(answer.accessToken(), clock.instant().plus(lifetime).minus(margin));
  }
}

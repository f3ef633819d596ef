package dev.ecommercestack.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ecommercestack.gateway.request.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Whether sessions are live, as the user service says. A live session is asked for again after a
 * second. One that has ended never lives again: that is remembered for as long as its tokens may be
 * valid. Concurrent requests of a session share one question.
 */
final class SessionStates {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration ENDED = Duration.ofMinutes(20);
  private static final Duration FAILED = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_SESSIONS = 20_000;

  private final Function<String, Mono<Boolean>> question;
  private final Cache<Key, Mono<Boolean>> states =
      Caffeine.newBuilder().maximumSize(MAX_SESSIONS).expireAfterWrite(ENDED).build();

  /** A token of a session. A later token is asked for itself: the earlier one expires. */
  private record Key(String sessionId, Instant expiresAt) {}

  /**
   * @param question asks the user service with an access token whether its session is live
   */
  SessionStates(Function<String, Mono<Boolean>> question) {
    this.question = question;
  }

  /**
   * Returns whether a session is live.
   *
   * @param sessionId the id of the session
   * @param caller a user with a valid access token of the session
   * @return the state; an error when the user service cannot be asked
   */
  Mono<Boolean> isLive(String sessionId, Caller caller) {
    return states.get(
        new Key(sessionId, caller.expiresAt()),
        _ ->
            Mono.defer(() -> question.apply(caller.token()))
                .timeout(TIMEOUT)
                .cache(live -> live ? LIVE : ENDED, _ -> FAILED, () -> Duration.ZERO));
  }
}

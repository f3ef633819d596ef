package dev.ecommercestack.product.cache;

import dev.ecommercestack.product.ProductSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Redis, where it is there. When it fails, readers go on without it, and do not ask it for a while,
 * so that its timeouts do not become theirs.
 */
@Component
class OptionalRedis {
  private static final Logger log = LoggerFactory.getLogger(OptionalRedis.class);

  private final Clock clock;
  private final Duration pause;
  private volatile Instant awayUntil = Instant.MIN;

  OptionalRedis(Clock clock, ProductSettings settings) {
    this.clock = clock;
    this.pause = settings.cache().pause();
  }

  /** Returns what Redis answers, if it does. */
  <T> Optional<T> ask(Supplier<@Nullable T> question) {
    if (clock.instant().isBefore(awayUntil)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(question.get());
    } catch (DataAccessException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Lets Redis do something unless it has just failed. */
  void tell(Runnable work) {
    ask(
        () -> {
          work.run();
          return null;
        });
  }

  /** Lets Redis do something even if it has just failed: what it has would be wrong otherwise. */
  void insist(Runnable work) {
    try {
      work.run();
    } catch (DataAccessException e) {
      failed(e);
    }
  }

  private void failed(DataAccessException failure) {
    Instant now = clock.instant();
    boolean news = now.isAfter(awayUntil);
    awayUntil = now.plus(pause);
    if (news) {
      log.warn(
          "Redis cannot be used: {}. It is not asked for {} s; everything works without it.",
          failure.getMostSpecificCause().getMessage(),
          pause.toSeconds());
    }
  }
}

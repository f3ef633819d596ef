package dev.ecommercestack.event.cache;

import dev.ecommercestack.event.EventSettings;
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
 * Redis, where it is there. When it fails, callers go on without it, and it is left alone for a
 * while, so that its timeouts do not become theirs.
 */
@Component
public class OptionalRedis {
  private static final Logger log = LoggerFactory.getLogger(OptionalRedis.class);

  private final Clock clock;
  private final Duration pause;
  private volatile Instant awayUntil = Instant.MIN;

  OptionalRedis(Clock clock, EventSettings settings) {
    this.clock = clock;
    this.pause = settings.cache().pause();
  }

  /** Returns what Redis answers, if it does. */
  public <T> Optional<T> ask(Supplier<@Nullable T> question) {
    if (clock.instant().isBefore(awayUntil)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(question.get());
    } catch (DataAccessException e) {
      awayUntil = clock.instant().plus(pause);
      log.warn(
          "Redis cannot be used: {}. It is left alone for {} s; everything works without it.",
          e.getMessage(),
          pause.toSeconds());
      return Optional.empty();
    }
  }

  /** Lets Redis do something, if it is there. */
  public void tell(Runnable work) {
    ask(
        () -> {
          work.run();
          return null;
        });
  }
}

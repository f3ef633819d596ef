package dev.ecommercestack.platform.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * A Redis that may be unavailable. After a failure it is not used for a while, so that its timeouts
 * do not delay callers; they go on without it.
 */
public final class OptionalRedis {
  private static final Logger log = LoggerFactory.getLogger(OptionalRedis.class);

  private final Clock clock;
  private final Duration pause;
  private volatile Instant unavailableUntil = Instant.MIN;

  /**
   * @param clock the clock of the pause
   * @param pause how long Redis is not used after a failure
   */
  public OptionalRedis(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Returns the result of a query; empty if there is none or Redis is unavailable. */
  public <T> Optional<T> ask(Supplier<@Nullable T> query) {
    if (clock.instant().isBefore(unavailableUntil)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(query.get());
    } catch (DataAccessException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Runs a command unless Redis is unavailable. */
  public void tell(Runnable command) {
    ask(
        () -> {
          command.run();
          return null;
        });
  }

  /** Runs a command even during the pause, because Redis would have a wrong value otherwise. */
  public void insist(Runnable command) {
    try {
      command.run();
    } catch (DataAccessException e) {
      failed(e);
    }
  }

  private void failed(DataAccessException failure) {
    Instant now = clock.instant();
    boolean firstFailure = now.isAfter(unavailableUntil);
    unavailableUntil = now.plus(pause);
    if (firstFailure) {
      log.warn(
          "Redis cannot be used: {}. It is not used for {} s; everything works without it.",
          failure.getMostSpecificCause().getMessage(),
          pause.toSeconds());
    }
  }
}

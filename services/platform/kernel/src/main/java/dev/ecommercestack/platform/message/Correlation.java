package dev.ecommercestack.platform.message;

import dev.ecommercestack.platform.id.Uuid7;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The identifier of the request on whose behalf the current thread works; also in the log. */
public final class Correlation {
  private static final String LOG_KEY = "correlationId";
  private static final ThreadLocal<@Nullable UUID> CURRENT = new ThreadLocal<>();

  private Correlation() {}

  /** Returns the current identifier, or a new one outside of any request. */
  public static UUID current() {
    return Optional.ofNullable(CURRENT.get()).orElseGet(Uuid7::next);
  }

  /** Runs work on behalf of the request with that identifier. */
  public static void within(UUID id, Runnable work) {
    try (Scope ignored = open(id)) {
      work.run();
    }
  }

  /** Sets the identifier of the current thread until the scope is closed. */
  public static Scope open(UUID id) {
    UUID before = CURRENT.get();
    set(id);
    return () -> set(before);
  }

  private static void set(@Nullable UUID id) {
    if (id == null) {
      CURRENT.remove();
      MDC.remove(LOG_KEY);
    } else {
      CURRENT.set(id);
      MDC.put(LOG_KEY, id.toString());
    }
  }

  /** Ends what {@link #open} began. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}

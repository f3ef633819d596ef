package dev.ecommercestack.operator.manager.scaling;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What keeps a component from being scaled, and since when. The first problem is the worst. */
final class Problems {
  /** How long something must be missing before it is reported, where it is missing at a start. */
  private static final Duration LASTING = Duration.ofSeconds(60);

  private Instant now = Instant.MIN;
  private final Map<String, Instant> since = new LinkedHashMap<>();
  private final Map<String, Instant> current = new LinkedHashMap<>();
  private @Nullable Cause worst;

  /**
   * A problem.
   *
   * @param reason one word for programs
   * @param message a sentence that says since when
   */
  record Cause(String reason, String message) {}

  /** Begins a look at the component. */
  void begin(Instant at) {
    now = at;
    current.clear();
    worst = null;
  }

  /** Adds a problem. */
  void add(String reason, String sentence) {
    add(reason, sentence, Duration.ZERO);
  }

  /** Adds a problem that counts once it has lasted for a minute. */
  void addIfLasting(String reason, String sentence) {
    add(reason, sentence, LASTING);
  }

  private void add(String reason, String sentence, Duration lasting) {
    var begin = since.getOrDefault(reason, now);
    current.put(reason, begin);
    if (worst == null && !now.isBefore(begin.plus(lasting))) {
      worst =
          new Cause(
              reason, "%s (since %s)".formatted(sentence, begin.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** Ends the look: problems that were not added are over. */
  void end() {
    since.clear();
    since.putAll(current);
  }

  /** Returns the worst problem, or null if there is none. */
  @Nullable Cause worst() {
    return worst;
  }
}

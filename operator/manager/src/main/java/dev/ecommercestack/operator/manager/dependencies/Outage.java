package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.time.Duration;
import java.time.Instant;

/**
 * A backing service that one service says it cannot use.
 *
 * @param service name of the service that reports the outage
 * @param backing backing service that it cannot use
 * @param since the time since which all its answers report the outage
 */
public record Outage(String service, Backing backing, Instant since) {

  /** How long a service must report an outage before it counts. */
  static final Duration LASTING_AFTER = Duration.ofSeconds(60);

  /** Whether it lasts longer than the restart of a broker. */
  public boolean isLasting(Instant now) {
    return !since.plus(LASTING_AFTER).isAfter(now);
  }

  /** Whether the stack cannot do its work meanwhile. A cache only makes it faster. */
  public boolean isBlocking() {
    return backing != Backing.REDIS;
  }
}

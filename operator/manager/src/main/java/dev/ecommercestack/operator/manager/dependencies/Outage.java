package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.time.Duration;
import java.time.Instant;

/**
 * A backing service that one service says it cannot use.
 *
 * @param service name of the service that reports the outage
 * @param backing backing service that it cannot use
 * @param since when it said so first, without having said the contrary since
 */
public record Outage(String service, Backing backing, Instant since) {

  /** How long a service must say so before it counts. */
  static final Duration LASTING = Duration.ofSeconds(60);

  /** Whether it lasts longer than the restart of a broker. */
  public boolean isLasting(Instant now) {
    return !since.plus(LASTING).isAfter(now);
  }

  /** Whether the stack cannot do its work meanwhile. A cache only makes it faster. */
  public boolean isBlocking() {
    return backing != Backing.REDIS;
  }
}

package dev.ecommercestack.gateway.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What answers the requests of a route. */
public sealed interface RouteTarget {
  /**
   * A service of the stack, found in the registry.
   *
   * @param name the name under which the service is registered
   * @param ownTimeout how long the gateway waits for the response to begin and between its parts;
   *     zero for event streams, which may stay silent without end; null for the {@link
   *     ServiceTimeouts timeout of the service}
   */
  record Service(String name, @Nullable Duration ownTimeout) implements RouteTarget {
    /** Returns whether the responses are event streams, which may never end. */
    public boolean streams() {
      return ownTimeout != null && ownTimeout.isZero();
    }

    /** Returns how long the gateway waits for the response to begin and between its parts. */
    Duration timeout(ServiceTimeouts timeouts) {
      return ownTimeout == null ? timeouts.of(name) : ownTimeout;
    }
  }

  /** The dashboard of the service registry. */
  record RegistryDashboard() implements RouteTarget {}

  /** An endpoint of the gateway itself. */
  record GatewayEndpoint() implements RouteTarget {}

  /** A file of the web pages, which the gateway keeps in memory. */
  record StaticFile() implements RouteTarget {}
}

package dev.ecommercestack.gateway.route;

import java.time.Duration;

/** Where an entrance leads. */
public sealed interface Target {
  /**
   * A service, found in the registry.
   *
   * @param name its name there
   * @param timeout until its answer begins and between its parts; zero for streams, which may stay
   *     silent
   */
  record Service(String name, Duration timeout) implements Target {
    /** Whether its answers may be endless. */
    public boolean streams() {
      return timeout.isZero();
    }
  }

  /** The registry itself. */
  record Registry() implements Target {}

  /** Something that the gateway answers. */
  record Here() implements Target {}

  /** A file that the gateway has in memory. */
  record Page() implements Target {}
}

package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.util.Map;

/** What came of asking one service for its health group {@code dependencies}. */
public sealed interface HealthAnswer {

  /**
   * The service answered.
   *
   * @param available whether it can use each backing service that it told about
   */
  record Told(Map<Backing, Boolean> available) implements HealthAnswer {
    public Told {
      available = Map.copyOf(available);
    }
  }

  /**
   * Nothing is known: no pod, no connection, no answer in time, or one that says nothing.
   *
   * @param cause why, the same text as long as the cause is the same
   */
  record Silent(String cause) implements HealthAnswer {}
}

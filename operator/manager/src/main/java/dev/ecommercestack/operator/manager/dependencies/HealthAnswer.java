package dev.ecommercestack.operator.manager.dependencies;

import dev.ecommercestack.contracts.access.Backing;
import java.util.Map;

/** The result of reading the health group {@code dependencies} of one service. */
public sealed interface HealthAnswer {

  /**
   * The service answered.
   *
   * @param available for each backing service in the answer, whether the service can use it
   */
  record Reported(Map<Backing, Boolean> available) implements HealthAnswer {
    public Reported {
      available = Map.copyOf(available);
    }
  }

  /**
   * Nothing is known: no pod, no connection, no answer in time, or one that says nothing.
   *
   * @param cause why, the same text as long as the cause is the same
   */
  record NoAnswer(String cause) implements HealthAnswer {}
}

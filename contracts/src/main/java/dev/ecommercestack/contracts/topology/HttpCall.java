package dev.ecommercestack.contracts.topology;

import dev.ecommercestack.contracts.Require;
import java.util.List;

/**
 * The permission of one service to call another by HTTP.
 *
 * @param caller the name of the service that calls
 * @param service the name of the service that is called
 * @param internalPaths path patterns below {@code /internal} that the caller may use with a service
 *     token, with variables as {@code {id}}; empty when the caller gets no token for the service
 */
public record HttpCall(String caller, String service, List<String> internalPaths) {
  /** Checks the required values. */
  public HttpCall {
    Require.text(caller, "A call does not say its caller.");
    Require.text(service, "A call of " + caller + " does not say its service.");
    internalPaths = Require.listOf(internalPaths);
  }
}

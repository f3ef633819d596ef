package dev.ecommercestack.operator.manager.plan.stack;

import java.util.List;

/**
 * Where the API server may be, as pods see it; for the pods that watch their ConfigMap.
 *
 * @param networks networks such as 10.0.0.0/16; empty means any address
 * @param ports TCP ports of the Service {@code kubernetes} and of the API servers behind it
 */
public record ApiServerAddresses(List<String> networks, List<Integer> ports) {
  /** Any address, on the ports that most clusters use. */
  public static final ApiServerAddresses ANY =
      new ApiServerAddresses(List.of(), List.of(443, 6443));

  /** Keeps copies. */
  public ApiServerAddresses {
    networks = List.copyOf(networks);
    ports = List.copyOf(ports);
  }
}

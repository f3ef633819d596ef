package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.manager.plan.stack.Components;
import java.util.List;

/**
 * The differences between the Spring services that are neither in the spec nor in the topology.
 *
 * @param component its name
 * @param reloadsConfig whether it reloads its settings; if not, a change restarts its pods
 * @param callers components of the stack that call it by HTTP
 */
public record ServiceProfile(String component, boolean reloadsConfig, List<String> callers) {
  /** Port of the application. */
  static final int HTTP_PORT = 8080;

  /** Port of probes and metrics. */
  static final int MANAGEMENT_PORT = 8081;

  /** All services call it for its signing keys. */
  static final ServiceProfile USER =
      new ServiceProfile(
          Components.USER,
          true,
          List.of(
              Components.GATEWAY,
              Components.PRODUCT,
              Components.EVENT,
              Components.ORDER,
              Components.WORKER));

  static final ServiceProfile PRODUCT =
      new ServiceProfile(
          Components.PRODUCT,
          true,
          List.of(Components.GATEWAY, Components.ORDER, Components.WORKER));

  static final ServiceProfile EVENT =
      new ServiceProfile(Components.EVENT, true, List.of(Components.GATEWAY, Components.ORDER));

  static final ServiceProfile ORDER =
      new ServiceProfile(Components.ORDER, true, List.of(Components.GATEWAY));

  static final ServiceProfile WORKER =
      new ServiceProfile(Components.WORKER, true, List.of(Components.GATEWAY));

  /** Called by shoppers only. */
  static final ServiceProfile GATEWAY = new ServiceProfile(Components.GATEWAY, false, List.of());

  /** The services behind the gateway. */
  public static final List<ServiceProfile> DOMAIN = List.of(USER, PRODUCT, EVENT, ORDER, WORKER);
}

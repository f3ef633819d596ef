package dev.ecommercestack.operator.manager.plan;

import java.util.List;

/**
 * What sets one Spring service apart from the others, beyond its spec and the topology.
 *
 * @param component its name
 * @param live whether it takes settings over while it runs; else a change starts its pods again
 * @param callers components of the stack that call it by HTTP
 */
record ServiceProfile(String component, boolean live, List<String> callers) {
  /** Port of the application. */
  static final int HTTP_PORT = 8080;

  /** Port of probes and metrics. */
  static final int MANAGEMENT_PORT = 8081;

  /** Asks for no service token, but every service checks tokens with its keys. */
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
  static final List<ServiceProfile> DOMAIN = List.of(USER, PRODUCT, EVENT, ORDER, WORKER);
}

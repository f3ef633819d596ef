package dev.ecommercestack.operator.manager.plan;

import java.util.List;

/**
 * What sets one Spring service apart from the others, beyond its spec and the topology.
 *
 * @param component its name
 * @param memory memory of its container when the user says nothing
 * @param live whether it takes settings over while it runs; else a change starts its pods again
 * @param callers components of the stack that call it by HTTP
 */
record ServiceProfile(String component, String memory, boolean live, List<String> callers) {
  /** Port of the application. */
  static final int HTTP_PORT = 8080;

  /** Port of probes and metrics. */
  static final int MANAGEMENT_PORT = 8081;

  // Room for the heap that the images are built with: see Heap.
  private static final String SMALL = "320Mi";
  private static final String MIDDLE = "448Mi";
  private static final String LARGE = "512Mi";

  /** Asks for no service token, but every service checks tokens with its keys. */
  static final ServiceProfile USER =
      new ServiceProfile(
          Components.USER,
          SMALL,
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
          LARGE,
          true,
          List.of(Components.GATEWAY, Components.ORDER, Components.WORKER));

  static final ServiceProfile EVENT =
      new ServiceProfile(
          Components.EVENT, LARGE, true, List.of(Components.GATEWAY, Components.ORDER));

  static final ServiceProfile ORDER =
      new ServiceProfile(Components.ORDER, MIDDLE, true, List.of(Components.GATEWAY));

  static final ServiceProfile WORKER =
      new ServiceProfile(Components.WORKER, SMALL, true, List.of(Components.GATEWAY));

  /** Called by shoppers only. */
  static final ServiceProfile GATEWAY =
      new ServiceProfile(Components.GATEWAY, SMALL, false, List.of());

  /** The services behind the gateway. */
  static final List<ServiceProfile> DOMAIN = List.of(USER, PRODUCT, EVENT, ORDER, WORKER);
}

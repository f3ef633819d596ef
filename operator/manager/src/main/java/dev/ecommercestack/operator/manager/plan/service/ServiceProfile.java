package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import java.util.List;

/**
 * The differences between the Spring services that are neither in the spec nor in the topology.
 *
 * @param component its name
 */
public record ServiceProfile(String component) {
  /** Port of the application. */
  static final int HTTP_PORT = 8080;

  /** Port of probes and metrics. */
  static final int MANAGEMENT_PORT = 8081;

  static final ServiceProfile USER = new ServiceProfile(Components.USER);

  static final ServiceProfile PRODUCT = new ServiceProfile(Components.PRODUCT);

  static final ServiceProfile EVENT = new ServiceProfile(Components.EVENT);

  static final ServiceProfile ORDER = new ServiceProfile(Components.ORDER);

  static final ServiceProfile WORKER = new ServiceProfile(Components.WORKER);

  static final ServiceProfile GATEWAY = new ServiceProfile(Components.GATEWAY);

  /** The services behind the gateway. */
  public static final List<ServiceProfile> DOMAIN = List.of(USER, PRODUCT, EVENT, ORDER, WORKER);

  /** Components of the stack that call it by HTTP; the gateway's clients are not among them. */
  List<String> callers(Topology topology) {
    return topology.callersOf(component);
  }
}

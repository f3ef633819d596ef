package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;

/** Ports and probes that all our Spring programs have. */
final class SpringContainer {
  /** The user of the base image. */
  static final long USER = 65532;

  /** Name of the application's port. */
  static final String HTTP = "http";

  /** Name of the port of probes and metrics. */
  static final String MANAGEMENT = "management";

  private static final String LIVENESS = "/actuator/health/liveness";
  private static final String READINESS = "/actuator/health/readiness";

  private SpringContainer() {}

  /**
   * Adds them to a container.
   *
   * @param port port of the application
   */
  static Container of(ContainerBuilder container, int port) {
    return container
        .addNewPort()
        .withName(HTTP)
        .withContainerPort(port)
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withName(MANAGEMENT)
        .withContainerPort(ServiceProfile.MANAGEMENT_PORT)
        .withProtocol("TCP")
        .endPort()
        // A dozen pods that start at once on a small machine take turns: five minutes.
        .withStartupProbe(Hardened.http(MANAGEMENT, LIVENESS, 5, 60))
        .withReadinessProbe(Hardened.http(MANAGEMENT, READINESS, 5, 3))
        .withLivenessProbe(Hardened.http(MANAGEMENT, LIVENESS, 10, 6))
        .build();
  }
}

package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.manager.plan.pod.ContainerPorts;
import dev.ecommercestack.operator.manager.plan.pod.Probes;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;

/** Ports and probes that all our Spring programs have. */
final class SpringContainer {
  /** The user of the base image. */
  static final long USER_ID = 65532;

  /** Name of the application's port. */
  static final String HTTP = "http";

  /** Name of the port of probes and metrics. */
  static final String MANAGEMENT = "management";

  private static final String LIVENESS_PATH = "/actuator/health/liveness";
  private static final String READINESS_PATH = "/actuator/health/readiness";

  private SpringContainer() {}

  /**
   * Adds them to a container.
   *
   * @param port port of the application
   */
  static Container of(ContainerBuilder container, int port) {
    return container
        .withPorts(
            ContainerPorts.tcp(HTTP, port),
            ContainerPorts.tcp(MANAGEMENT, ServiceProfile.MANAGEMENT_PORT))
        // A dozen pods that start at once on a small machine take turns: five minutes.
        .withStartupProbe(Probes.http(MANAGEMENT, LIVENESS_PATH, 5, 60))
        .withReadinessProbe(Probes.http(MANAGEMENT, READINESS_PATH, 5, 3))
        .withLivenessProbe(Probes.http(MANAGEMENT, LIVENESS_PATH, 10, 6))
        .build();
  }
}

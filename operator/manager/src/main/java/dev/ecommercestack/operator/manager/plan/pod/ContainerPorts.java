package dev.ecommercestack.operator.manager.plan.pod;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;

/** Ports of containers. */
public final class ContainerPorts {

  private ContainerPorts() {}

  /**
   * Returns a TCP port.
   *
   * @param name name of the port
   * @param number number of the port
   */
  public static ContainerPort tcp(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }
}

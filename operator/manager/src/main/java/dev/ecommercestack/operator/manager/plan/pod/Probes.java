package dev.ecommercestack.operator.manager.plan.pod;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/** Probes of containers. */
public final class Probes {

  private Probes() {}

  /**
   * Returns a startup probe: the liveness probe begins when the port is open.
   *
   * @param port name of the port
   * @param seconds time until the container is restarted because the port is still closed
   */
  public static Probe startup(String port, int seconds) {
    int periodSeconds = 5;
    return tcp(port, periodSeconds, seconds / periodSeconds);
  }

  /**
   * Returns a readiness probe: Services leave the pod out when the port is closed for 15 seconds.
   *
   * @param port name of the port
   */
  public static Probe readiness(String port) {
    return tcp(port, 5, 3);
  }

  /**
   * Returns a liveness probe: the container is restarted when the port is closed for 90 seconds.
   *
   * @param port name of the port
   */
  public static Probe liveness(String port) {
    return tcp(port, 15, 6);
  }

  /**
   * Returns a probe that runs a command.
   *
   * @param periodSeconds time between two probes in seconds
   * @param failures number of failed probes in a row that count
   * @param command command and arguments, without secrets: every user of the node can read them
   */
  public static Probe command(int periodSeconds, int failures, String... command) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand(command)
        .endExec()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .build();
  }

  /**
   * Returns a probe that sends a GET request and succeeds on any status from 200 to 399.
   *
   * @param port name of the port
   * @param path path of the request
   * @param periodSeconds time between two probes in seconds
   * @param failures number of failed probes in a row that count
   */
  public static Probe http(String port, String path, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withNewPort(port)
        .withPath(path)
        .endHttpGet()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .build();
  }

  private static Probe tcp(String port, int periodSeconds, int failures) {
    return new ProbeBuilder()
        .withNewTcpSocket()
        .withNewPort(port)
        .endTcpSocket()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(3)
        .withFailureThreshold(failures)
        .build();
  }
}

package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/** Parts of pods that may do no more than they must: Pod Security {@code restricted}, and more. */
final class Hardened {
  private Hardened() {}

  /** A container without privileges whose root file system is read-only. */
  static ContainerBuilder container(
      String name, String image, ResourceRequirements resources, List<Mount> mounts) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withResources(resources)
        .withVolumeMounts(mounts.stream().map(Mount::mount).toList())
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withPrivileged(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext();
  }

  /** The pod runs as this user and group; its volumes belong to the group. */
  static PodSecurityContext pod(long user) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(user)
        .withRunAsGroup(user)
        .withFsGroup(user)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /** A container that runs to its end before the others start, by a shell script. */
  static Container script(ContainerBuilder container, String script) {
    return container.withCommand("sh", "-euc", script).build();
  }

  static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /** An environment variable with a field of the pod, such as {@code metadata.name}. */
  static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withApiVersion("v1")
        .withFieldPath(path)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  /** Gives a slow start this many seconds before the liveness probe begins. */
  static Probe startup(String port, int seconds) {
    int period = 5;
    return tcp(port, period, seconds / period);
  }

  /** Takes the pod out of its Services when the port is closed for 15 seconds. */
  static Probe readiness(String port) {
    return tcp(port, 5, 3);
  }

  /** Restarts the container when the port is closed for 90 seconds. */
  static Probe liveness(String port) {
    return tcp(port, 15, 6);
  }

  /** A probe by a command, which must hold no secret: arguments can be seen by everybody. */
  static Probe command(int periodSeconds, int failures, String... command) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand(command)
        .endExec()
        .withPeriodSeconds(periodSeconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .build();
  }

  /** A probe by a request that any answer from 200 to 399 satisfies. */
  static Probe http(String port, String path, int periodSeconds, int failures) {
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

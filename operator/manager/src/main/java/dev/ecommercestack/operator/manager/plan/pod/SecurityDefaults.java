package dev.ecommercestack.operator.manager.plan.pod;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/**
 * Security settings of all pods: Pod Security {@code restricted}, and a read-only root file system.
 */
final class SecurityDefaults {

  private SecurityDefaults() {}

  /**
   * Returns a container without privileges whose root file system is read-only.
   *
   * @param name name of the container
   * @param image image reference
   * @param resources CPU and memory
   * @param mounts the volume mounts of the container
   */
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

  /**
   * Returns the security context of a pod that runs as one user and group. Its volumes belong to
   * the group.
   *
   * @param userId id of the user and of the group
   */
  static PodSecurityContext pod(long userId) {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(userId)
        .withRunAsGroup(userId)
        .withFsGroup(userId)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }
}

package dev.ecommercestack.operator.manager.plan.credentials;

import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which pods have a login at the registry. Pods of 0.1.0 have none: while an upgrade replaces them,
 * the registry has to accept their applications without one, or they would drop out of every list
 * of instances.
 */
public final class RegistryLogins {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private RegistryLogins() {}

  /**
   * Returns the components with a pod that runs, or is about to run, without a login. Pods that
   * ended or are being deleted do not count: they can stay for long, and have left the registry.
   *
   * @param pods pods of one stack
   */
  public static SortedSet<String> lackedBy(Collection<Pod> pods) {
    SortedSet<String> components = new TreeSet<>();
    for (Pod pod : pods) {
      String component = pod.getMetadata().getLabels().get(Labels.COMPONENT);
      if (component != null && isActive(pod) && !hasLogin(pod)) {
        components.add(component);
      }
    }
    return components;
  }

  private static boolean isActive(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && (pod.getStatus() == null || !ENDED.contains(phase(pod)));
  }

  private static String phase(Pod pod) {
    return Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
  }

  private static boolean hasLogin(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .flatMap(volume -> Stream.ofNullable(volume.getProjected()))
        .flatMap(projected -> projected.getSources().stream())
        .flatMap(source -> Stream.ofNullable(source.getSecret()))
        .flatMap(
            secret -> Objects.requireNonNullElse(secret.getItems(), List.<KeyToPath>of()).stream())
        .anyMatch(item -> CredentialKeys.REGISTRY_PASSWORD.equals(item.getPath()));
  }
}

package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the plan of one stack is computed from.
 *
 * @param stack the custom resource as it was read
 * @param images resolves the image of each component
 * @param topology topics, queues and databases, and which service needs which
 * @param credentials Secrets by name: the generated ones, complete, and those of the user
 * @param missing Secrets and keys that are not there: components that need one are not planned
 * @param volumes UIDs of the PersistentVolumeClaims of the stack by name, as far as they exist
 * @param pods the pods of the stack, as they were last seen
 */
public record StackInput(
    EcommerceStack stack,
    ImageCatalog images,
    Topology topology,
    Map<String, Secret> credentials,
    List<MissingSecret> missing,
    Map<String, String> volumes,
    List<Pod> pods) {

  public StackInput {
    credentials = Map.copyOf(credentials);
    missing = List.copyOf(missing);
    volumes = Map.copyOf(volumes);
    pods = List.copyOf(pods);
  }

  /**
   * Returns why a key of a Secret is missing, preferably with the path of the component's own spec.
   *
   * @param component name of the component that needs the key
   * @param secret name of the Secret
   * @param key the key, empty for the whole Secret
   */
  public Optional<MissingSecret> missing(String component, String secret, String key) {
    return missing.stream()
        .filter(entry -> entry.lacks(secret, key))
        .min(Comparator.comparing(entry -> !entry.path().startsWith("spec." + component + ".")));
  }
}

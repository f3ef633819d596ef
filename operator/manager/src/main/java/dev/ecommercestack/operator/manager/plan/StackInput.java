package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

/**
 * Everything the plan of one stack is computed from.
 *
 * @param stack the custom resource as it was read
 * @param images resolves the image of each component
 * @param topology topics, queues and databases, and which service needs which
 * @param credentials Secrets by name: the generated ones, complete, and those that the user brought
 */
public record StackInput(
    EcommerceStack stack, ImageCatalog images, Topology topology, Map<String, Secret> credentials) {

  public StackInput {
    credentials = Map.copyOf(credentials);
  }
}

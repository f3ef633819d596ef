package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the small objects around a component's workload, each with the stack's labels and owner.
 *
 * @param scope the stack
 * @param component the component
 */
public record ComponentObjects(StackScope scope, String component) {

  /** A TCP port of a component. */
  public record Port(String name, int number) {}

  /** The name of the component's main object, for example {@code shop-kafka}. */
  public String name() {
    return ObjectNames.component(scope.name(), component);
  }

  /** Returns the labels of the component's objects. */
  public Map<String, String> labels() {
    return Labels.of(scope.name(), component);
  }

  /** Returns the labels that select the component's pods. */
  public Map<String, String> selector() {
    return Labels.selector(scope.name(), component);
  }

  /** Metadata of the component's main object. */
  public ObjectMeta metadata() {
    return scope.metadata(name(), component);
  }

  /** Returns the ServiceAccount of the component's pods; its token is not mounted. */
  public ServiceAccount serviceAccount() {
    return new ServiceAccountBuilder()
        .withMetadata(metadata())
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /**
   * Returns the ConfigMap of the component.
   *
   * @param data content of each file by its name
   */
  public ConfigMap configMap(Map<String, String> data) {
    return new ConfigMapBuilder().withMetadata(metadata()).withData(new TreeMap<>(data)).build();
  }

  /**
   * Returns a Secret that is derived from others and can be created again at any time.
   *
   * @param name name of the Secret
   * @param data values by key, not encoded
   */
  public Secret derivedSecret(String name, Map<String, String> data) {
    Map<String, String> encoded = new TreeMap<>();
    data.forEach(
        (key, value) ->
            encoded.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withMetadata(scope.metadata(name, component))
        .withType("Opaque")
        .withData(encoded)
        .build();
  }

  /** A Service that balances over the ready pods of the component. */
  public Service service(List<Port> ports) {
    return new ServiceBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(selector())
        .withPorts(servicePorts(ports))
        .endSpec()
        .build();
  }

  /** A Service that names each pod, ready or not: members of a cluster find each other by it. */
  public Service headlessService(List<Port> ports) {
    return new ServiceBuilder()
        .withMetadata(
            scope.metadata(ObjectNames.headlessService(scope.name(), component), component))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(selector())
        .withPorts(servicePorts(ports))
        .endSpec()
        .build();
  }

  /** Returns a budget that lets one pod at a time be evicted. */
  public PodDisruptionBudget disruptionBudget() {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withNewSelector()
        .withMatchLabels(selector())
        .endSelector()
        .endSpec()
        .build();
  }

  private static List<ServicePort> servicePorts(List<Port> ports) {
    return ports.stream()
        .map(
            port ->
                new ServicePortBuilder()
                    .withName(port.name())
                    .withProtocol("TCP")
                    .withPort(port.number())
                    .withNewTargetPort(port.name())
                    .build())
        .toList();
  }
}

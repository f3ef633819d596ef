package dev.ecommercestack.operator.manager.plan;

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
record ComponentObjects(StackScope scope, String component) {

  /** A TCP port of a component. */
  record Port(String name, int number) {}

  /** The name of the component's main object, for example {@code shop-kafka}. */
  String name() {
    return Names.component(scope.name(), component);
  }

  Map<String, String> labels() {
    return Labels.of(scope.name(), component);
  }

  Map<String, String> selector() {
    return Labels.selector(scope.name(), component);
  }

  /** Metadata of the component's main object. */
  ObjectMeta metadata() {
    return scope.metadata(name(), component);
  }

  ServiceAccount serviceAccount() {
    return new ServiceAccountBuilder()
        .withMetadata(metadata())
        .withAutomountServiceAccountToken(false)
        .build();
  }

  ConfigMap configMap(Map<String, String> data) {
    return new ConfigMapBuilder().withMetadata(metadata()).withData(new TreeMap<>(data)).build();
  }

  /** A Secret that is derived from others and can be made again at any time. */
  Secret derivedSecret(String name, Map<String, String> data) {
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
  Service service(List<Port> ports) {
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
  Service nodesService(List<Port> ports) {
    return new ServiceBuilder()
        .withMetadata(scope.metadata(Names.nodes(scope.name(), component), component))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(selector())
        .withPorts(servicePorts(ports))
        .endSpec()
        .build();
  }

  PodDisruptionBudget disruptionBudget() {
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

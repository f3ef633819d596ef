package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks into plans, for tests. */
final class PlanView {
  private PlanView() {}

  static Stream<PodSpec> pods(Plan plan) {
    return Stacks.workloads(plan)
        .flatMap(workload -> Stacks.template(workload).stream())
        .map(template -> template.getSpec());
  }

  static Stream<Container> containers(Plan plan) {
    return pods(plan).flatMap(PlanView::containersOf);
  }

  static Stream<Container> containersOf(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  static List<String> secretsOf(PodSpec pod) {
    return pod.getVolumes().stream()
        .flatMap(
            volume ->
                Stream.concat(
                    Stream.ofNullable(volume.getSecret()).map(secret -> secret.getSecretName()),
                    projections(volume)
                        .filter(source -> source.getSecret() != null)
                        .map(source -> source.getSecret().getName())))
        .toList();
  }

  static Stream<Map.Entry<String, List<String>>> secretKeys(PodSpec pod) {
    return pod.getVolumes().stream()
        .flatMap(PlanView::projections)
        .map(VolumeProjection::getSecret)
        .filter(Objects::nonNull)
        .map(
            secret ->
                Map.entry(
                    secret.getName(),
                    secret.getItems().stream().map(item -> item.getKey()).toList()));
  }

  static List<String> configMapsOf(PodSpec pod) {
    return pod.getVolumes().stream()
        .flatMap(
            volume ->
                Stream.concat(
                    Stream.ofNullable(volume.getConfigMap()).map(config -> config.getName()),
                    projections(volume)
                        .filter(source -> source.getConfigMap() != null)
                        .map(source -> source.getConfigMap().getName())))
        .toList();
  }

  static Stream<VolumeProjection> projections(Volume volume) {
    return volume.getProjected() == null
        ? Stream.empty()
        : volume.getProjected().getSources().stream();
  }

  static Set<String> names(Plan plan, Class<? extends HasMetadata> kind) {
    return plan.objects()
        .filter(kind::isInstance)
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  static String id(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  static Map<String, String> environment(String spec, String component) {
    return environment(Stacks.plan(spec), component);
  }

  static Map<String, String> environment(Plan plan, String component) {
    Map<String, String> environment = new TreeMap<>();
    container(plan, component)
        .getEnv()
        .forEach(variable -> environment.put(variable.getName(), value(variable)));
    return environment;
  }

  static String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    var secret = variable.getValueFrom().getSecretKeyRef();
    return secret == null
        ? variable.getValueFrom().getFieldRef().getFieldPath()
        : secret.getName() + "/" + secret.getKey();
  }

  static Container container(Plan plan, String component) {
    return Stacks.template(workload(plan, component))
        .orElseThrow()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  static HasMetadata workload(Plan plan, String component) {
    return Stacks.component(plan, component).objects().stream()
        .filter(object -> Stacks.template(object).isPresent())
        .findFirst()
        .orElseThrow();
  }

  static Map<String, Integer> ports(Plan plan, String service) {
    return Stacks.find(plan, Service.class, service).getSpec().getPorts().stream()
        .collect(Collectors.toMap(ServicePort::getName, ServicePort::getPort));
  }
}

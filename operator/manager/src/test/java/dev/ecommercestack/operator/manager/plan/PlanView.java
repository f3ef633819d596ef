package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.manager.plan.stack.Plan;
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
public final class PlanView {
  private PlanView() {}

  public static Stream<PodSpec> pods(Plan plan) {
    return Stacks.workloads(plan)
        .flatMap(workload -> Stacks.template(workload).stream())
        .map(template -> template.getSpec());
  }

  public static Stream<Container> containers(Plan plan) {
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

  public static Stream<Map.Entry<String, List<String>>> secretKeys(PodSpec pod) {
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

  public static Set<String> names(Plan plan, Class<? extends HasMetadata> kind) {
    return plan.objects()
        .filter(kind::isInstance)
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  public static String id(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  public static Map<String, String> environment(String spec, String component) {
    return environment(Stacks.plan(spec), component);
  }

  public static Map<String, String> environment(Plan plan, String component) {
    Map<String, String> environment = new TreeMap<>();
    container(plan, component)
        .getEnv()
        .forEach(variable -> environment.put(variable.getName(), value(variable)));
    return environment;
  }

  public static String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue();
    }
    var secret = variable.getValueFrom().getSecretKeyRef();
    return secret == null
        ? variable.getValueFrom().getFieldRef().getFieldPath()
        : secret.getName() + "/" + secret.getKey();
  }

  public static Container container(Plan plan, String component) {
    return Stacks.template(workload(plan, component))
        .orElseThrow()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  public static HasMetadata workload(Plan plan, String component) {
    return Stacks.component(plan, component).objects().stream()
        .filter(object -> Stacks.template(object).isPresent())
        .findFirst()
        .orElseThrow();
  }

  public static Map<String, Integer> ports(Plan plan, String service) {
    return Stacks.find(plan, Service.class, service).getSpec().getPorts().stream()
        .collect(Collectors.toMap(ServicePort::getName, ServicePort::getPort));
  }
}

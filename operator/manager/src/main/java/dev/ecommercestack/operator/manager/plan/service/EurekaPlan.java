package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.manager.plan.credentials.RegistryLogins;
import dev.ecommercestack.operator.manager.plan.credentials.ServiceCredentials;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects.Port;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The plan of Eureka: a StatefulSet whose pods have stable names, by which peers and clients find
 * them.
 */
public final class EurekaPlan {
  static final int PORT = 8761;

  private static final String ANONYMOUS_FILE = "anonymous-applications";
  private static final long GRACE_SECONDS = 30;

  private final StackScope scope;
  private final ComponentSpec spec;
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;

  private EurekaPlan(StackScope scope) {
    this.scope = scope;
    this.spec = scope.spec().eureka();
    this.workload = WorkloadBuilder.of(scope, Components.EUREKA, spec);
    this.objects = workload.objects();
  }

  /**
   * Returns the plan of Eureka.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    return new EurekaPlan(scope).plan();
  }

  /** The URLs of all registries, separated by commas. */
  static String urls(StackScope scope) {
    return DnsNames.pods(scope, Components.EUREKA, scope.spec().eureka().replicas()).stream()
        .map(host -> "http://%s:%d/eureka/".formatted(host, PORT))
        .collect(Collectors.joining(","));
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.EUREKA);
    List<Port> ports =
        List.of(
            new Port(SpringContainer.HTTP, PORT),
            new Port(SpringContainer.MANAGEMENT, ServiceProfile.MANAGEMENT_PORT));
    List<HasMetadata> planned = new ArrayList<>();
    planned.add(objects.serviceAccount());
    planned.add(objects.service(ports));
    planned.add(objects.headlessService(ports));
    planned.add(policy());
    planned.add(objects.configMap(Map.of(ANONYMOUS_FILE, anonymous())));
    if (spec.lowestReplicas() > 1) {
      planned.add(objects.disruptionBudget());
    }
    planned.add(
        workload
            .statefulSet(pod(image), ObjectNames.headlessService(scope.name(), Components.EUREKA))
            .build());
    return new ComponentPlan(Components.EUREKA, ComponentKind.WORKLOAD, image, true, planned);
  }

  /** The applications that need no password now; a line each. Eureka reads the file again. */
  private String anonymous() {
    List<String> holders = new ArrayList<>(clients());
    if (spec.lowestReplicas() > 1) {
      holders.add(Components.EUREKA);
    }
    return RegistryLogins.lackedBy(scope.input().pods()).stream()
        .filter(holders::contains)
        .map(component -> component + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> clients() {
    List<String> clients = new ArrayList<>(List.of(Components.GATEWAY));
    ServiceProfile.DOMAIN.forEach(service -> clients.add(service.component()));
    return clients;
  }

  private NetworkPolicy policy() {
    return NetworkPolicyRules.of(objects)
        .allowFrom(clients(), PORT)
        .allowBetweenOwnPods(PORT)
        .build();
  }

  private WorkloadBuilder.Pod pod(String image) {
    ServiceCredentials credentials = new ServiceCredentials(scope, Components.EUREKA);
    List<Mount> mounts =
        List.of(
            credentials.mount(),
            Mount.configMap("registry", objects.name(), "/etc/registry"),
            Mount.emptyDir("tmp", "/tmp", "64Mi"));
    Container container =
        SpringContainer.of(
            workload
                .container(
                    Components.EUREKA,
                    image,
                    workload.requirements("50m", JvmMemory.defaultLimit(scope, Components.EUREKA)),
                    mounts)
                .withEnv(
                    ServiceEnvironment.of(scope, Components.EUREKA)
                        .withLogLevel()
                        // By it, a registry finds itself in the list.
                        .withPodName("HOSTNAME")
                        .variables()),
            PORT);
    Map<String, String> restartOn = credentials.valuesReadAtStart();
    return new WorkloadBuilder.Pod(
        SpringContainer.USER_ID,
        List.of(),
        container,
        mounts,
        GRACE_SECONDS,
        spec.lowestReplicas(),
        restartOn.isEmpty() ? null : Checksums.of(restartOn));
  }
}

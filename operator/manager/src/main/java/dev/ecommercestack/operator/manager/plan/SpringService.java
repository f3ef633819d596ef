package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Spring service of the stack, but for the ways in, which its plan adds. */
final class SpringService {
  // Six seconds of farewell, twenty for requests that run, twenty for messages, and a margin.
  private static final long GRACE_SECONDS = 60;

  private static final String CPU = "100m";

  // Autoscaling aims at a share of the request: of a small one, a single busy page would be more.
  private static final String CPU_WHEN_IT_DECIDES = "500m";

  // Whatever the count is now, so that scaling never changes the pods that run.
  private static final int SEVERAL = 2;

  private final StackScope scope;
  private final ServiceProfile profile;
  private final ComponentSpec spec;
  private final Workload workload;
  private final ComponentObjects objects;
  private final LiveSettings settings;

  SpringService(StackScope scope, ServiceProfile profile) {
    this.scope = scope;
    this.profile = profile;
    this.spec = scope.service(profile.component());
    this.workload = scope.workload(profile.component(), spec);
    this.objects = workload.objects();
    this.settings = new LiveSettings(objects);
  }

  ComponentObjects objects() {
    return objects;
  }

  /**
   * The plan of the service.
   *
   * @param door the objects by which it is reached
   * @param policy who may come in
   */
  ComponentPlan plan(List<? extends HasMetadata> door, NetworkPolicy policy) {
    String image = scope.image(profile.component());
    List<HasMetadata> planned = new ArrayList<>();
    planned.add(objects.serviceAccount());
    if (profile.live()) {
      planned.addAll(settings.objects());
    }
    planned.addAll(door);
    planned.add(policy);
    if (spec.lowestReplicas() > 1) {
      planned.add(objects.disruptionBudget());
    }
    planned.add(deployment(image));
    CpuScaling.of(objects, spec).ifPresent(planned::add);
    return new ComponentPlan(
        profile.component(), ComponentKind.WORKLOAD, image, true, planned, Scale.of(spec));
  }

  private Deployment deployment(String image) {
    return new DeploymentBuilder()
        .withMetadata(objects.metadata())
        .withNewSpec()
        .withRevisionHistoryLimit(3)
        .withNewSelector()
        .withMatchLabels(objects.selector())
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxUnavailable(0)
        .withNewMaxSurge(1)
        .endRollingUpdate()
        .endStrategy()
        .withTemplate(template(image))
        .endSpec()
        .build();
  }

  private PodTemplateSpec template(String image) {
    ServiceCredentials credentials = new ServiceCredentials(scope, profile.component());
    Needs needs = Needs.of(scope.topology(), profile.component());
    Trust trust = Trust.towards(scope, Arrays.stream(Backing.values()).filter(needs::of).toList());
    List<Mount> mounts = new ArrayList<>();
    credentials.mount().ifPresent(mounts::add);
    trust.mount().ifPresent(mounts::add);
    mounts.add(Mount.scratch("tmp", "/tmp", "64Mi"));
    Container container =
        SpringContainer.of(
            workload
                .container(
                    profile.component(),
                    image,
                    workload.requirements(
                        CpuScaling.applies(spec) ? CPU_WHEN_IT_DECIDES : CPU,
                        Heap.memory(scope, profile.component())),
                    mounts)
                .withEnv(environment()),
            ServiceProfile.HTTP_PORT);
    Map<String, String> restartOn = new TreeMap<>(credentials.needingRestart());
    restartOn.putAll(trust.content());
    return workload
        .template(
            new Workload.Pod(
                SpringContainer.USER,
                List.of(),
                container,
                mounts,
                GRACE_SECONDS,
                SEVERAL,
                Checksums.of(restartOn)))
        .edit()
        .editSpec()
        // For the ConfigMap with its settings; the account may do nothing else.
        .withAutomountServiceAccountToken(profile.live())
        .endSpec()
        .build();
  }

  private List<EnvVar> environment() {
    ServiceEnvironment environment =
        ServiceEnvironment.of(scope, profile.component()).withTraces().withBackings();
    if (profile.live()) {
      environment.withLiveSettings(settings.name());
    } else {
      environment.withLogLevel();
    }
    return switch (profile.component()) {
      case Components.WORKER -> environment.withMail().variables();
      case Components.GATEWAY -> environment.withLimits().variables();
      default -> environment.variables();
    };
  }
}

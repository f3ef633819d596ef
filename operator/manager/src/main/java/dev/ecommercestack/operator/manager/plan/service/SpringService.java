package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.credentials.ServiceCredentials;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ReplicaBounds;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
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

/** The objects of a Spring service but for its Service and NetworkPolicy, which its plan adds. */
final class SpringService {
  // Six seconds of deregistration, twenty for running requests, twenty for messages, and a margin.
  private static final long GRACE_SECONDS = 60;

  private static final String CPU_REQUEST = "100m";

  // Autoscaling targets a share of the request: a small one would be exceeded by one request.
  private static final String CPU_REQUEST_WHEN_AUTOSCALED = "500m";

  // Independent of the real number, so that scaling does not change the pod template.
  private static final int ASSUMED_REPLICAS = 2;

  private final StackScope scope;
  private final ServiceProfile profile;
  private final ComponentSpec spec;
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;
  private final ReloadableConfig settings;

  SpringService(StackScope scope, ServiceProfile profile) {
    this.scope = scope;
    this.profile = profile;
    this.spec = scope.service(profile.component());
    this.workload = WorkloadBuilder.of(scope, profile.component(), spec);
    this.objects = workload.objects();
    this.settings = new ReloadableConfig(objects);
  }

  ComponentObjects objects() {
    return objects;
  }

  /**
   * The plan of the service.
   *
   * @param exposure the Service and other objects by which it is reached
   * @param policy the NetworkPolicy: the pods that may connect to the service
   */
  ComponentPlan plan(List<? extends HasMetadata> exposure, NetworkPolicy policy) {
    String image = scope.image(profile.component());
    List<HasMetadata> planned = new ArrayList<>();
    planned.add(objects.serviceAccount());
    planned.addAll(settings.objects());
    planned.addAll(exposure);
    planned.add(policy);
    if (spec.lowestReplicas() > 1) {
      planned.add(objects.disruptionBudget());
    }
    planned.add(deployment(image));
    CpuScaling.of(objects, spec).ifPresent(planned::add);
    return new ComponentPlan(
        profile.component(), ComponentKind.WORKLOAD, image, true, planned, ReplicaBounds.of(spec));
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
    RequiredBackings needs = RequiredBackings.of(scope.topology(), profile.component());
    CaCertificates trust =
        CaCertificates.of(scope, Arrays.stream(Backing.values()).filter(needs::includes).toList());
    List<Mount> mounts = new ArrayList<>();
    mounts.add(credentials.mount());
    trust.mount().ifPresent(mounts::add);
    if (profile.component().equals(Components.GATEWAY)) {
      GatewayCertificate.mount(scope).ifPresent(mounts::add);
    }
    mounts.add(Mount.emptyDir("tmp", "/tmp", "64Mi"));
    Container container =
        SpringContainer.of(
            workload
                .container(
                    profile.component(),
                    image,
                    workload.requirements(
                        CpuScaling.hasTarget(spec) ? CPU_REQUEST_WHEN_AUTOSCALED : CPU_REQUEST,
                        JvmMemory.defaultLimit(scope, profile.component())),
                    mounts)
                .withEnv(environment()),
            ServiceProfile.HTTP_PORT);
    Map<String, String> restartOn = new TreeMap<>(credentials.valuesReadAtStart());
    restartOn.putAll(trust.content());
    return workload
        .template(
            new WorkloadBuilder.Pod(
                SpringContainer.USER_ID,
                List.of(),
                container,
                mounts,
                GRACE_SECONDS,
                ASSUMED_REPLICAS,
                Checksums.of(restartOn)))
        .edit()
        .editSpec()
        // For the ConfigMap with its settings; the account may do nothing else.
        .withAutomountServiceAccountToken(true)
        .endSpec()
        .build();
  }

  private List<EnvVar> environment() {
    ServiceEnvironment environment =
        ServiceEnvironment.of(scope, profile.component())
            .withTokenIssuer()
            .withTraces()
            .withBackings()
            .withLiveSettings(settings.name());
    return switch (profile.component()) {
      case Components.WORKER -> environment.withMail().variables();
      case Components.GATEWAY -> environment.withTls().variables();
      default -> environment.variables();
    };
  }
}

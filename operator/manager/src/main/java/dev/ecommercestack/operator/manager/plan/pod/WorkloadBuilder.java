package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.api.v1alpha1.ImagesSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.ManagedBacking;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the pod template and the StatefulSet of one component.
 *
 * @param objects the component's other objects
 * @param settings placement, labels and annotations of its pods
 * @param resources CPU and memory of the spec
 */
public record WorkloadBuilder(
    ComponentObjects objects, PodSettings settings, ResourcesSpec resources) {
  /** Key of the Secrets with which images are pulled. */
  public static final String PULL_SECRET_KEY = ".dockerconfigjson";

  /** A volume for each pod of a StatefulSet. */
  public record Storage(String size, @Nullable String storageClassName) {}

  /**
   * What differs between the pods of components.
   *
   * @param userId the id of the user and group that all containers run as
   * @param initContainers containers that run one after the other before the program
   * @param container the program
   * @param mounts all mounts of all containers: their volumes are the pod's
   * @param graceSeconds how long the program may take to stop, in seconds
   * @param replicas how many such pods there are
   * @param checksum changes when the pods must start again, or null if nothing outside matters
   */
  public record Pod(
      long userId,
      List<Container> initContainers,
      Container container,
      List<Mount> mounts,
      long graceSeconds,
      int replicas,
      @Nullable String checksum) {}

  /**
   * Returns the workload of a backing service that the operator runs.
   *
   * @param scope the stack
   * @param component name of the component
   * @param backing the component's part of the spec
   */
  public static WorkloadBuilder of(StackScope scope, String component, ManagedBacking backing) {
    return new WorkloadBuilder(
        new ComponentObjects(scope, component), backing.pods(), backing.resources());
  }

  /**
   * Returns the workload of a Spring service.
   *
   * @param scope the stack
   * @param component name of the component
   * @param service the component's part of the spec
   */
  public static WorkloadBuilder of(StackScope scope, String component, ComponentSpec service) {
    return new WorkloadBuilder(
        new ComponentObjects(scope, component), service.pods(), service.resources());
  }

  /**
   * Returns CPU and memory of a container.
   *
   * @param cpu CPU request when the user gives none
   * @param memory memory request and limit when the user gives none
   */
  public ResourceRequirements requirements(String cpu, String memory) {
    return ContainerResources.of(resources, cpu, memory);
  }

  /** Returns a container with the security defaults and the stack's pull policy. */
  public ContainerBuilder container(
      String name, String image, ResourceRequirements requirements, List<Mount> mounts) {
    ContainerBuilder container = SecurityDefaults.container(name, image, requirements, mounts);
    ImagesSpec.PullPolicy policy = objects.scope().spec().images().pullPolicy();
    return policy == null ? container : container.withImagePullPolicy(policy.name());
  }

  /**
   * Completes an init container that runs a shell script.
   *
   * @param container the container without a command
   * @param script the script; it ends with the first command that fails
   */
  public static Container initScript(ContainerBuilder container, String script) {
    return container.withCommand("sh", "-euc", script).build();
  }

  /**
   * Returns the pod template of the component.
   *
   * @param pod the containers and settings of the pod
   */
  public PodTemplateSpec template(Pod pod) {
    StackScope scope = objects.scope();
    Placement placement = new Placement(scope.spec().pods(), settings);
    Map<String, String> labels = new TreeMap<>(placement.labels());
    labels.putAll(objects.labels());
    Map<String, String> annotations = new TreeMap<>(placement.annotations());
    if (pod.checksum() != null) {
      annotations.put(Labels.CONFIG_CHECKSUM, pod.checksum());
    }
    PodSpecBuilder spec =
        new PodSpecBuilder()
            .withServiceAccountName(objects.name())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withSecurityContext(SecurityDefaults.pod(pod.userId()))
            .withTerminationGracePeriodSeconds(pod.graceSeconds())
            .withPriorityClassName(placement.priorityClassName())
            .withNodeSelector(placement.nodeSelector())
            .withTolerations(placement.tolerations())
            .withImagePullSecrets(pullSecrets())
            .withInitContainers(pod.initContainers())
            .withContainers(pod.container())
            .withVolumes(volumes(pod.mounts()));
    if (pod.replicas() > 1) {
      spec.withAffinity(placement.affinity(objects.selector()))
          .withTopologySpreadConstraints(placement.zones(objects.selector()));
    }
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(spec.build())
        .build();
  }

  /**
   * Returns a StatefulSet whose volumes are kept when it is deleted.
   *
   * @param serviceName the Service that names its pods
   */
  public StatefulSetBuilder statefulSet(Pod pod, String serviceName, Storage storage) {
    return statefulSet(pod, serviceName)
        .editSpec()
        .withNewPersistentVolumeClaimRetentionPolicy()
        .withWhenDeleted("Retain")
        .withWhenScaled("Retain")
        .endPersistentVolumeClaimRetentionPolicy()
        .withVolumeClaimTemplates(claim(storage))
        .endSpec();
  }

  /**
   * A StatefulSet without volumes.
   *
   * @param serviceName the Service that names its pods
   */
  public StatefulSetBuilder statefulSet(Pod pod, String serviceName) {
    return new StatefulSetBuilder()
        .withMetadata(objects.metadata())
        .withNewSpec()
        .withReplicas(pod.replicas())
        .withServiceName(serviceName)
        // Members of a cluster wait for each other: one after the other would wait for ever.
        .withPodManagementPolicy("Parallel")
        .withNewSelector()
        .withMatchLabels(objects.selector())
        .endSelector()
        .withTemplate(template(pod))
        .endSpec();
  }

  private PersistentVolumeClaim claim(Storage storage) {
    String storageClass =
        storage.storageClassName() != null
            ? storage.storageClassName()
            : objects.scope().spec().pods().storageClassName();
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(ObjectNames.DATA_VOLUME)
        .withLabels(objects.labels())
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storageClass)
        .withNewResources()
        .addToRequests("storage", Sizes.quantity(Sizes.bytes(storage.size())))
        .endResources()
        .endSpec()
        .build();
  }

  private List<LocalObjectReference> pullSecrets() {
    StackScope scope = objects.scope();
    List<SecretRef> references = scope.spec().images().pullSecrets();
    references.forEach(it -> scope.secret(it.name(), PULL_SECRET_KEY));
    return references.stream().map(it -> new LocalObjectReference(it.name())).toList();
  }

  private static List<Volume> volumes(List<Mount> mounts) {
    return mounts.stream().flatMap(mount -> Stream.ofNullable(mount.volume())).distinct().toList();
  }
}

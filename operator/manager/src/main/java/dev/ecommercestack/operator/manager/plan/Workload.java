package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.api.v1alpha1.ImagesSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
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
 * Builds what runs the pods of one component.
 *
 * @param objects the component's other objects
 * @param settings placement, labels and annotations of its pods
 * @param resources CPU and memory that the user asked for
 */
record Workload(ComponentObjects objects, PodSettings settings, ResourcesSpec resources) {
  /** Name of the volume claim of a StatefulSet's pods. */
  static final String DATA = "data";

  /** A volume for each pod of a StatefulSet. */
  record Storage(String size, @Nullable String storageClassName) {}

  /**
   * What differs between the pods of components.
   *
   * @param user the user and group id that all containers run as
   * @param initContainers run one after the other first
   * @param container the program
   * @param mounts all mounts of all containers: their volumes are the pod's
   * @param graceSeconds how long the program may take to stop
   * @param replicas how many such pods there are
   * @param checksum changes when the pods must start again, or null if nothing outside matters
   */
  record Pod(
      long user,
      List<Container> initContainers,
      Container container,
      List<Mount> mounts,
      long graceSeconds,
      int replicas,
      @Nullable String checksum) {}

  ResourceRequirements requirements(String cpu, String memory) {
    return Requirements.of(resources, cpu, memory);
  }

  /** A hardened container with the stack's pull policy. */
  ContainerBuilder container(
      String name, String image, ResourceRequirements requirements, List<Mount> mounts) {
    ContainerBuilder container = Hardened.container(name, image, requirements, mounts);
    ImagesSpec.PullPolicy policy = objects.scope().spec().images().pullPolicy();
    return policy == null ? container : container.withImagePullPolicy(policy.name());
  }

  PodTemplateSpec template(Pod pod) {
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
            .withSecurityContext(Hardened.pod(pod.user()))
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
   * A StatefulSet whose volumes outlive it: they are the stack's, and go with it at most.
   *
   * @param serviceName the Service that names its pods
   */
  StatefulSetBuilder statefulSet(Pod pod, String serviceName, Storage storage) {
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
  StatefulSetBuilder statefulSet(Pod pod, String serviceName) {
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
        .withName(DATA)
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
    references.forEach(it -> scope.secret(it.name(), SecretReference.PULL_KEY));
    return references.stream().map(it -> new LocalObjectReference(it.name())).toList();
  }

  private static List<Volume> volumes(List<Mount> mounts) {
    return mounts.stream().flatMap(mount -> Stream.ofNullable(mount.volume())).distinct().toList();
  }
}

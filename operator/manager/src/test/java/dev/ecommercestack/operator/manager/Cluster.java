package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;

import dev.ecommercestack.operator.manager.plan.Labels;
import dev.ecommercestack.operator.manager.rollout.ManagedKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the API server of the tests lacks in a shop's namespace: kubelet, the controllers of
 * workloads, and the garbage collector.
 */
final class Cluster {

  private static final Map<String, String> KINDS =
      Map.of("poddisruptionbudgets", "PodDisruptionBudget", "secrets", "Secret");

  private final KubernetesClient client;
  private final String namespace;

  Cluster(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** All pods of a StatefulSet become ready. */
  void start(String name) {
    setReady(name, Integer.MAX_VALUE);
  }

  /** A number of pods of a StatefulSet are ready, all of its last revision. */
  void setReady(String name, int ready) {
    var resource = client.apps().statefulSets().inNamespace(namespace).withName(name);
    eventually().until(() -> resource.get() != null);
    var set = resource.get();
    makeVolumes(set);
    var replicas = set.getSpec().getReplicas();
    var pods = Math.min(ready, replicas);
    var status = Optional.ofNullable(set.getStatus());
    var same =
        status.map(now -> Integer.valueOf(pods).equals(now.getReadyReplicas())).orElse(false)
            && set.getMetadata().getGeneration().equals(set.getStatus().getObservedGeneration());
    if (!same) {
      LiveStatus.edit(
          resource,
          live ->
              live.edit()
                  .withNewStatus()
                  .withReplicas(replicas)
                  .withReadyReplicas(pods)
                  .withCurrentRevision("r" + live.getMetadata().getGeneration())
                  .withUpdateRevision("r" + live.getMetadata().getGeneration())
                  .withObservedGeneration(live.getMetadata().getGeneration())
                  .endStatus()
                  .build());
    }
  }

  /** Makes and binds the claims of a StatefulSet that do not exist. */
  void makeVolumes(StatefulSet set) {
    for (var template : set.getSpec().getVolumeClaimTemplates()) {
      for (var pod = 0; pod < set.getSpec().getReplicas(); pod++) {
        var name =
            "%s-%s-%d"
                .formatted(template.getMetadata().getName(), set.getMetadata().getName(), pod);
        if (claim(name).get() == null) {
          makeVolume(new PersistentVolumeClaimBuilder(template), name);
        }
      }
    }
  }

  private void makeVolume(PersistentVolumeClaimBuilder claim, String name) {
    client
        .resource(
            claim.editMetadata().withName(name).withNamespace(namespace).endMetadata().build())
        .create();
    LiveStatus.edit(
        claim(name),
        live ->
            live.edit()
                .withNewStatus()
                .withPhase("Bound")
                .withCapacity(live.getSpec().getResources().getRequests())
                .endStatus()
                .build());
  }

  Resource<PersistentVolumeClaim> claim(String name) {
    return client.persistentVolumeClaims().inNamespace(namespace).withName(name);
  }

  /** A claim and its volume go, although Kubernetes protects claims that pods use. */
  void loseVolume(String name) {
    claim(name)
        .edit(
            live -> {
              live.getMetadata().getFinalizers().clear();
              return live;
            });
    claim(name).delete();
  }

  void complete(Job job) {
    complete(job, Instant.now());
  }

  /** The Job completes, or completed a while ago. */
  void complete(Job job, Instant when) {
    finish(job, List.of("SuccessCriteriaMet", "Complete"), "Done", when);
  }

  void fail(Job job) {
    finish(job, List.of("FailureTarget", "Failed"), "BackoffLimitExceeded", Instant.now());
  }

  private void finish(Job job, List<String> conditions, String reason, Instant when) {
    if (job.getStatus() != null && !job.getStatus().getConditions().isEmpty()) {
      return;
    }
    var now = when.truncatedTo(ChronoUnit.SECONDS).toString();
    var success = conditions.contains("Complete");
    LiveStatus.edit(
        client.batch().v1().jobs().inNamespace(namespace).withName(job.getMetadata().getName()),
        live -> {
          var status =
              live.edit()
                  .withNewStatus()
                  .withStartTime(now)
                  .withSucceeded(success ? 1 : null)
                  .withFailed(success ? null : 1)
                  .withCompletionTime(success ? now : null)
                  .withNewUncountedTerminatedPods()
                  .endUncountedTerminatedPods();
          conditions.forEach(
              type ->
                  status
                      .addNewCondition()
                      .withType(type)
                      .withStatus("True")
                      .withReason(reason)
                      .withMessage(reason)
                      .withLastTransitionTime(now)
                      .withLastProbeTime(now)
                      .endCondition());
          return status.endStatus().build();
        });
  }

  /** All pods of a Deployment have its last revision and serve. */
  void serve(Deployment deployment) {
    var pods = deployment.getSpec().getReplicas();
    setStatus(deployment, pods, pods, pods);
  }

  /** The first pod of a new revision of a Deployment does not start; all of the last one serve. */
  void stall(Deployment deployment) {
    var pods = deployment.getSpec().getReplicas();
    setStatus(deployment, pods + 1, 1, pods);
  }

  /** No pod of a Deployment is ready any more. */
  void fail(Deployment deployment) {
    var pods = deployment.getSpec().getReplicas();
    setStatus(deployment, pods, pods, 0);
  }

  private void setStatus(Deployment deployment, int replicas, int updated, int available) {
    var now = deployment.getStatus();
    if (now != null
        && deployment.getMetadata().getGeneration().equals(now.getObservedGeneration())
        && Integer.valueOf(updated).equals(now.getUpdatedReplicas())
        && Integer.valueOf(available).equals(now.getAvailableReplicas())) {
      return;
    }
    LiveStatus.edit(
        client
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName(deployment.getMetadata().getName()),
        live ->
            live.edit()
                .withNewStatus()
                .withReplicas(replicas)
                .withUpdatedReplicas(updated)
                .withReadyReplicas(available)
                .withAvailableReplicas(available)
                .withObservedGeneration(live.getMetadata().getGeneration())
                .endStatus()
                .build());
  }

  /** A pod of a component that runs on a node and serves. */
  void run(String component, String pod, String node) {
    client
        .resource(create(pod(component, pod, "example/image:1").build()))
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withHostIP(node)
                    .addNewHostIP(node)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  /** A pod of a service that serves, with an address by which it is told from all others. */
  void run(String service, String address) {
    client
        .resource(
            create(
                pod(service, "shop-" + service + "-1", "example/image:1")
                    .editSpec()
                    .editFirstContainer()
                    .addNewPort()
                    .withName("management")
                    .withContainerPort(8081)
                    .endPort()
                    .endContainer()
                    .endSpec()
                    .build()))
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withPodIP(address)
                    .addNewPodIP(address)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  /** A pod of a component whose image cannot be pulled. */
  void failToPull(String component, String pod, String image) {
    failToPull(create(pod(component, pod, image).build()));
  }

  /** The same, as the controller of StatefulSets makes it. */
  void failToPull(StatefulSet set, int ordinal, String revision) {
    var name = set.getMetadata().getName();
    var labels = new TreeMap<>(set.getSpec().getTemplate().getMetadata().getLabels());
    labels.put("controller-revision-hash", revision);
    var pod =
        pod(name, name + "-" + ordinal, "example/typo:1")
            .editMetadata()
            .withLabels(labels)
            .addNewOwnerReference()
            .withApiVersion("apps/v1")
            .withKind("StatefulSet")
            .withName(name)
            .withUid(set.getMetadata().getUid())
            .withController(true)
            .endOwnerReference()
            .endMetadata();
    failToPull(create(pod.build()));
  }

  private PodBuilder pod(String component, String name, String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(Labels.of(Shop.NAME, component))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .endContainer()
        .endSpec();
  }

  private Pod create(Pod pod) {
    return client.resource(pod).create();
  }

  private void failToPull(Pod created) {
    var now = now();
    client
        .resource(created)
        .editStatus(
            live ->
                live.edit()
                    .editOrNewStatus()
                    .withStartTime(now)
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("False")
                    .withLastTransitionTime(now)
                    .endCondition()
                    .addNewContainerStatus()
                    .withName("main")
                    .withImage(live.getSpec().getContainers().getFirst().getImage())
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewWaiting()
                    .withReason("ImagePullBackOff")
                    .withMessage("Back-off pulling image")
                    .endWaiting()
                    .endState()
                    .endContainerStatus()
                    .endStatus()
                    .build());
  }

  /** The garbage collector: lets the dependents of a stack go that is deleted with orphan. */
  void orphanDependents(String stackUid) {
    Stream.concat(ManagedKinds.ALL.stream(), Stream.of(PersistentVolumeClaim.class))
        .flatMap(kind -> client.resources(kind).inNamespace(namespace).list().getItems().stream())
        .filter(object -> Shop.ownedBy(object, stackUid))
        .forEach(
            object ->
                client
                    .resource(object)
                    .edit(
                        live -> {
                          live.getMetadata()
                              .getOwnerReferences()
                              .removeIf(owner -> owner.getUid().equals(stackUid));
                          return live;
                        }));
  }

  /** The garbage collector: lets the dependents of a StatefulSet go, and then the StatefulSet. */
  void orphan(String statefulSet) {
    var resource = client.apps().statefulSets().inNamespace(namespace).withName(statefulSet);
    eventually()
        .until(
            () ->
                Optional.ofNullable(resource.get())
                    .filter(set -> set.getMetadata().getFinalizers().contains("orphan"))
                    .isPresent());
    resource.edit(
        set -> {
          set.getMetadata().getFinalizers().remove("orphan");
          return set;
        });
  }

  /** A controller complains about an object. */
  void warn(String kind, String name, String reason, String note) {
    client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName("warning-")
                .withNamespace(namespace)
                .endMetadata()
                .withEventTime(new MicroTime(now().replace("Z", ".000000Z")))
                .withReportingController("test")
                .withReportingInstance("test")
                .withAction("Create")
                .withType("Warning")
                .withReason(reason)
                .withNote(note)
                .withNewRegarding()
                .withKind(kind)
                .withName(name)
                .withNamespace(namespace)
                .endRegarding()
                .build())
        .create();
  }

  /**
   * Writes of one kind of object of one component of the stack fail with 500, as when the service
   * of an admission webhook is down. Returns once the API server knows.
   *
   * @param group API group of the kind
   * @param resource plural name of the kind
   */
  void failWrites(String group, String resource, String component) {
    client
        .resource(
            new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .addNewWebhook()
                .withName("absent.example.com")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withNewClientConfig()
                .withNewService()
                .withName("absent")
                .withNamespace(namespace)
                .endService()
                .endClientConfig()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .withNewObjectSelector()
                .addToMatchLabels(Labels.COMPONENT, component)
                .endObjectSelector()
                .addNewRule()
                .withApiGroups(group)
                .withApiVersions("*")
                .withResources(resource)
                .withOperations("CREATE", "UPDATE")
                .endRule()
                .endWebhook()
                .build())
        .create();
    eventually().until(() -> isRefused(group, resource, component));
  }

  private boolean isRefused(String group, String resource, String component) {
    var probe =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(group.isEmpty() ? "v1" : group + "/v1")
            .withKind(KINDS.get(resource))
            .withNewMetadata()
            .withName("probe")
            .withNamespace(namespace)
            .withLabels(Map.of(Labels.COMPONENT, component))
            .endMetadata()
            .build();
    try {
      client.resource(probe).dryRun().create();
      return false;
    } catch (KubernetesClientException failure) {
      return failure.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR;
    }
  }

  /** The webhook answers again: nothing fails any more. */
  void removeFailingWebhook() {
    client
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(namespace)
        .delete();
  }

  /** The garbage collector: deletes what the deleted stack owned. */
  void collectGarbage(String stackUid) {
    ManagedKinds.ALL.stream()
        .flatMap(kind -> client.resources(kind).inNamespace(namespace).list().getItems().stream())
        .filter(object -> Shop.ownedBy(object, stackUid))
        .forEach(object -> client.resource(object).delete());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

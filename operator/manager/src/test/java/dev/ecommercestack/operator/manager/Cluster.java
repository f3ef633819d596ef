package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the API server of the tests lacks in a shop's namespace: kubelet, the controllers of
 * workloads, and the garbage collector.
 */
final class Cluster {

  private final KubernetesClient client;
  private final String namespace;

  Cluster(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Pods, which no controller creates here. */
  ClusterPods pods() {
    return new ClusterPods(client, namespace);
  }

  GarbageCollector garbageCollector() {
    return new GarbageCollector(client, namespace);
  }

  FailingWebhook webhook() {
    return new FailingWebhook(client, namespace);
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

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

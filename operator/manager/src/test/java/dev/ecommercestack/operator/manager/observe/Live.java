package dev.ecommercestack.operator.manager.observe;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Objects as Kubernetes would show them. */
final class Live {

  static final Map<String, String> KAFKA = Map.of("app.kubernetes.io/component", "kafka");
  static final Map<String, String> DECLARE = Map.of("app.kubernetes.io/component", "declare");

  /** When objects are seen, unless a test says otherwise. */
  static final Instant SEEN = Instant.parse("2026-01-01T01:00:00Z");

  private Live() {}

  static StatefulSet kafka(int replicas, int ready) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("shop-kafka")
        .withLabels(KAFKA)
        .withGeneration(2L)
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(2L)
        .withReplicas(replicas)
        .withReadyReplicas(ready)
        .withCurrentRevision("a")
        .withUpdateRevision("a")
        .endStatus()
        .build();
  }

  static Job declare(String name, String created) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-of-" + name)
        .withLabels(DECLARE)
        .withCreationTimestamp(created)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .withName("declare")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .endStatus()
        .build();
  }

  static Job finished(Job job, String condition, String reason) {
    return new JobBuilder(job)
        .editStatus()
        .addNewCondition()
        .withType(condition)
        .withStatus("True")
        .withReason(reason)
        .withLastTransitionTime("2026-01-01T00:10:00Z")
        .endCondition()
        .endStatus()
        .build();
  }

  static Pod pod(String name, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }

  static Pod of(Pod pod, Job job) {
    return new PodBuilder(pod)
        .editMetadata()
        .addNewOwnerReference()
        .withUid("uid-of-" + job.getMetadata().getName())
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  static Pod with(Pod pod, UnaryOperator<ContainerStatusBuilder> container) {
    var status =
        container.apply(
            new ContainerStatusBuilder()
                .withName("main")
                .withImage("example/image:1")
                .withReady(false));
    return new PodBuilder(pod)
        .editStatus()
        .addToContainerStatuses(status.build())
        .endStatus()
        .build();
  }

  static Pod waiting(Pod pod, String reason, String message) {
    return with(
        pod,
        container ->
            container
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState());
  }

  static LiveObjects live(List<StatefulSet> sets, List<Job> jobs, List<Pod> pods) {
    return new LiveObjects(sets, List.of(), jobs, pods, List.of(), SEEN);
  }
}

package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.kafka;
import static dev.ecommercestack.operator.manager.observe.Live.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a component is doing whose pods run all the time. */
class ObserverTest {

  private final Observer observer = new Observer("ecommerce-stack-operator");

  @Test
  void aStatefulSetIsReadyWhenAllPodsOfTheLastRevisionAre() {
    assertThat(kafkaHealth(kafka(3, 3)).phase()).isEqualTo(ComponentPhase.Ready);
  }

  @Test
  void aStatefulSetWhoseLastChangeWasNotSeenYetIsNotReady() {
    var changed =
        new StatefulSetBuilder(kafka(3, 3)).editMetadata().withGeneration(3L).endMetadata();
    assertThat(kafkaHealth(changed.build()).isHealthy()).isFalse();
  }

  @Test
  void aStatefulSetWithPodsOfTheOldRevisionIsNotReady() {
    var rolling =
        new StatefulSetBuilder(kafka(3, 3)).editStatus().withUpdateRevision("b").endStatus();
    var health = kafkaHealth(rolling.build());
    assertThat(health.isHealthy()).isFalse();
    assertThat(health.message()).isEqualTo("pods of the previous revision are being replaced");
  }

  @Test
  void countsThePodsThatAreMissing() {
    var health = kafkaHealth(kafka(3, 1));
    assertThat(health.phase()).isEqualTo(ComponentPhase.Progressing);
    assertThat(health.message()).isEqualTo("1 of 3 pods are ready");
    assertThat(health.needsAction()).isFalse();
  }

  @Test
  void explainsWhyNoPodExists() {
    var warning =
        new EventBuilder()
            .withReason("FailedCreate")
            .withNote("pods \"shop-kafka-0\" is forbidden: exceeded quota: tiny")
            .withNewRegarding()
            .withKind("StatefulSet")
            .withName("shop-kafka")
            .endRegarding()
            .build();
    var objects =
        new LiveObjects(
            List.of(kafka(1, 0)), List.of(), List.of(), List.of(), List.of(warning), Live.SEEN);
    assertThat(objects.lacksPods()).isTrue();
    var health = observer.observe("kafka", objects);
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("StatefulSet shop-kafka cannot create its pods")
        .contains("exceeded quota");
  }

  @Test
  void aDeploymentIsReadyWhenOldPodsAreGone() {
    var deployment =
        new DeploymentBuilder()
            .withNewMetadata()
            .withName("shop-redis")
            .addToLabels("app.kubernetes.io/component", "redis")
            .withGeneration(1L)
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(1L)
            .withReplicas(1)
            .withUpdatedReplicas(1)
            .withAvailableReplicas(1)
            .endStatus();
    var ready = deployment.build();
    var oldPodLeft = deployment.editStatus().withReplicas(2).endStatus().build();
    assertThat(redisHealth(ready)).isEqualTo(ComponentPhase.Ready);
    assertThat(redisHealth(oldPodLeft)).isEqualTo(ComponentPhase.Progressing);
  }

  @Test
  void patienceStartsWhenTheOperatorLastChangedTheWorkload() {
    var changed =
        new StatefulSetBuilder(kafka(1, 0))
            .editMetadata()
            .addNewManagedField()
            .withManager("ecommerce-stack-operator")
            .withTime("2026-01-05T00:00:00Z")
            .endManagedField()
            .addNewManagedField()
            .withManager("kube-controller-manager")
            .withSubresource("status")
            .withTime("2026-01-06T00:00:00Z")
            .endManagedField()
            .endMetadata()
            .build();
    assertThat(kafkaHealth(kafka(1, 0)).changedAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(kafkaHealth(changed).changedAt()).isEqualTo("2026-01-05T00:00:00Z");
  }

  @Test
  void whatDoesNotExistIsPending() {
    assertThat(observer.observe("kafka", live(List.of(), List.of(), List.of())).phase())
        .isEqualTo(ComponentPhase.Pending);
  }

  private Health kafkaHealth(StatefulSet set, Pod... pods) {
    return observer.observe("kafka", live(List.of(set), List.of(), List.of(pods)));
  }

  private ComponentPhase redisHealth(io.fabric8.kubernetes.api.model.apps.Deployment deployment) {
    return observer
        .observe(
            "redis",
            new LiveObjects(
                List.of(), List.of(deployment), List.of(), List.of(), List.of(), Live.SEEN))
        .phase();
  }
}

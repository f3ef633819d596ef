package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Replicas;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.junit.jupiter.api.Test;

class ObservedReplicasTest {
  @Test
  void addedPodsAreNoRollout() {
    assertThat(ObservedReplicas.of(deployment(6, 4, 4, 2), null, false))
        .isEqualTo(new Replicas(6, 2, false));
  }

  @Test
  void podsOfAnOlderRevisionAreARollout() {
    assertThat(ObservedReplicas.of(deployment(3, 4, 1, 3), null, false).rolloutRunning()).isTrue();
  }

  @Test
  void aBrokerThatIsRolledAndAStackThatIsRolledOutCountAsARollout() {
    var steady = deployment(3, 3, 3, 3);
    assertThat(ObservedReplicas.of(steady, broker("a", "a", 2), false).rolloutRunning()).isFalse();
    assertThat(ObservedReplicas.of(steady, broker("a", "b", 2), false).rolloutRunning()).isTrue();
    assertThat(ObservedReplicas.of(steady, broker("a", "a", 1), false).rolloutRunning()).isTrue();
    assertThat(ObservedReplicas.of(steady, null, true).rolloutRunning()).isTrue();
  }

  @Test
  void aDeploymentWithoutStatusHasNoReadyPods() {
    var created = new DeploymentBuilder().withNewSpec().endSpec().build();
    assertThat(ObservedReplicas.of(created, null, false)).isEqualTo(new Replicas(1, 0, false));
  }

  private static Deployment deployment(int desired, int pods, int updated, int ready) {
    return new DeploymentBuilder()
        .withNewSpec()
        .withReplicas(desired)
        .endSpec()
        .withNewStatus()
        .withReplicas(pods)
        .withUpdatedReplicas(updated)
        .withReadyReplicas(ready)
        .endStatus()
        .build();
  }

  private static StatefulSet broker(String current, String update, long observed) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withGeneration(2L)
        .endMetadata()
        .withNewStatus()
        .withObservedGeneration(observed)
        .withCurrentRevision(current)
        .withUpdateRevision(update)
        .endStatus()
        .build();
  }
}

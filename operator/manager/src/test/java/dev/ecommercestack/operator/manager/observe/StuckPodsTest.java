package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.KAFKA;
import static dev.ecommercestack.operator.manager.observe.Live.kafka;
import static dev.ecommercestack.operator.manager.observe.Live.pod;
import static dev.ecommercestack.operator.manager.observe.Live.waiting;
import static dev.ecommercestack.operator.manager.observe.Live.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckPodsTest {

  private static final String ACCEPTED = "2026-01-01T00:00:00Z";

  private final StatefulSet set =
      new StatefulSetBuilder(kafka(3, 0)).editMetadata().withUid("uid").endMetadata().build();

  @Test
  void aPodOfAnOutdatedRevisionThatNeverStartedMayGo() {
    assertThat(stuck(waiting(member("old"), "ImagePullBackOff", "no such image"))).isTrue();
    assertThat(stuck(waiting(member("old"), "CrashLoopBackOff", "bad configuration"))).isTrue();
  }

  @Test
  void aPodThatFindsNoNodeMayGo() {
    var unschedulable =
        new PodBuilder(member("old"))
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("Insufficient memory")
            .endCondition()
            .endStatus()
            .build();
    assertThat(stuck(unschedulable)).isTrue();
  }

  @Test
  void aPodOfTheNewRevisionStays() {
    assertThat(stuck(waiting(member("a"), "ImagePullBackOff", "no such image"))).isFalse();
  }

  @Test
  void aPodThatWasReadyOnceIsLeftToKubernetes() {
    var broken = waiting(member("old"), "CrashLoopBackOff", "disk full");
    assertThat(stuck(notReadySince(broken, "2026-01-01T08:00:00Z"))).isFalse();
  }

  @Test
  void aPodThatRunsIsLeftToKubernetes() {
    var running =
        with(member("old"), it -> it.withNewState().withNewRunning().endRunning().endState());
    assertThat(stuck(running)).isFalse();
    assertThat(stuck(waiting(running, "ImagePullBackOff", "of a second container"))).isFalse();
  }

  @Test
  void aPodThatOnlyStartsIsGivenTime() {
    assertThat(stuck(waiting(member("old"), "ContainerCreating", ""))).isFalse();
  }

  @Test
  void aPodOfAnotherOwnerIsNotOurs() {
    var foreign =
        new PodBuilder(waiting(member("old"), "ImagePullBackOff", "no such image"))
            .editMetadata()
            .editFirstOwnerReference()
            .withUid("another")
            .endOwnerReference()
            .endMetadata()
            .build();
    assertThat(stuck(foreign)).isFalse();
  }

  @Test
  void nothingIsOutdatedBeforeTheControllerSawTheLastChange() {
    var pod = waiting(member("old"), "ImagePullBackOff", "no such image");
    var changed = new StatefulSetBuilder(set).editMetadata().withGeneration(3L).endMetadata();
    assertThat(StuckPods.of(changed.build(), List.of(pod), Live.SEEN)).isEmpty();
  }

  private boolean stuck(Pod pod) {
    return StuckPods.of(set, List.of(pod), Live.SEEN).contains(pod);
  }

  private static Pod member(String revision) {
    var pod =
        new PodBuilder(pod("shop-kafka-2", KAFKA))
            .editMetadata()
            .addToLabels("controller-revision-hash", revision)
            .addNewOwnerReference()
            .withUid("uid")
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .editStatus()
            .withStartTime(ACCEPTED)
            .endStatus()
            .build();
    return notReadySince(pod, ACCEPTED);
  }

  private static Pod notReadySince(Pod pod, String time) {
    return new PodBuilder(pod)
        .editStatus()
        .withConditions(List.of())
        .addNewCondition()
        .withType("Ready")
        .withStatus("False")
        .withLastTransitionTime(time)
        .endCondition()
        .endStatus()
        .build();
  }
}

package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.KAFKA;
import static dev.ecommercestack.operator.manager.observe.Live.kafka;
import static dev.ecommercestack.operator.manager.observe.Live.live;
import static dev.ecommercestack.operator.manager.observe.Live.pod;
import static dev.ecommercestack.operator.manager.observe.Live.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the status says about pods that do not serve. */
class PodProblemsTest {

  @Test
  void namesThePodAndTheImageThatCannotBePulled() {
    var health =
        health(waiting(pod("shop-kafka-0", KAFKA), "ImagePullBackOff", "Back-off pulling image"));
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("pod shop-kafka-0 cannot pull image example/image:1")
        .contains("check the image name");
  }

  @Test
  void repeatsTheLastWordsOfAPodThatKeepsCrashing() {
    var crashing =
        Live.with(
            pod("shop-kafka-0", KAFKA),
            container ->
                container
                    .withNewState()
                    .withNewWaiting()
                    .withReason("CrashLoopBackOff")
                    .endWaiting()
                    .endState()
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withMessage("first line\nNo space left on device\n")
                    .endTerminated()
                    .endLastState());
    var health = health(crashing);
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("pod shop-kafka-0: container main keeps crashing")
        .contains("exit code 1, first line | No space left on device");
  }

  @Test
  void aPodThatCrashedTwiceKeepsCrashingUntilItIsReady() {
    for (var restarts : List.of(1, 2)) {
      var startedAgain =
          Live.with(
              pod("shop-kafka-0", KAFKA),
              container ->
                  container
                      .withRestartCount(restarts)
                      .withNewState()
                      .withNewRunning()
                      .endRunning()
                      .endState()
                      .withNewLastState()
                      .withNewTerminated()
                      .withExitCode(1)
                      .endTerminated()
                      .endLastState());
      assertThat(health(startedAgain).needsAction()).isEqualTo(restarts == 2);
    }
  }

  @Test
  void crashesAreForgivenWhenThePodWasReadySinceOrRunsForLong() {
    var justStarted = Live.SEEN.minusSeconds(60);
    var longAgo = Live.SEEN.minusSeconds(3600);
    assertThat(health(crashedThreeTimes(justStarted, justStarted.plusSeconds(2))).message())
        .as("it began to run a minute ago and was not ready since")
        .contains("keeps crashing");
    assertThat(health(crashedThreeTimes(justStarted, Live.SEEN.minusSeconds(1))).message())
        .as("it was ready and fails one probe now")
        .isEqualTo("0 of 1 pods are ready");
    assertThat(health(crashedThreeTimes(longAgo, longAgo)).needsAction())
        .as("it runs for an hour")
        .isFalse();
  }

  private static Pod crashedThreeTimes(Instant started, Instant notReadySince) {
    var running =
        Live.with(
            pod("shop-kafka-0", KAFKA),
            container ->
                container
                    .withRestartCount(3)
                    .withNewState()
                    .withNewRunning()
                    .withStartedAt(started.toString())
                    .endRunning()
                    .endState()
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .endTerminated()
                    .endLastState());
    return new PodBuilder(running)
        .editStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("False")
        .withLastTransitionTime(notReadySince.toString())
        .endCondition()
        .endStatus()
        .build();
  }

  @Test
  void explainsExitCodes() {
    assertThat(health(ended(143)).message())
        .endsWith("(exit code 143), for example because its probes failed");
    assertThat(health(ended(3)).message())
        .endsWith("for example because the Java heap is full; raise resources.limits.memory");
  }

  @Test
  void saysThatMemoryDidNotSuffice() {
    var killed =
        Live.with(
            pod("shop-kafka-0", KAFKA),
            container ->
                container
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(137)
                    .withReason("OOMKilled")
                    .endTerminated()
                    .endLastState());
    assertThat(health(killed).message()).contains("resources.limits.memory");
  }

  @Test
  void explainsWhyAPodFindsNoNode() {
    var health = health(unschedulable("0/3 nodes are available: 3 Insufficient memory."));
    assertThat(health.message())
        .contains("no node can run pod shop-kafka-0")
        .contains("3 Insufficient memory");
    assertThat(health.needsAction()).as("nodes may be added").isFalse();
  }

  @Test
  void explainsThatAVolumeIsMissing() {
    var health = health(unschedulable("pod has unbound immediate PersistentVolumeClaims"));
    assertThat(health.message()).contains("pod shop-kafka-0 waits for its volume");
  }

  @Test
  void ignoresPodsThatAreBeingDeleted() {
    var leaving =
        new PodBuilder(waiting(pod("shop-kafka-0", KAFKA), "ErrImagePull", ""))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();
    assertThat(health(leaving).needsAction()).isFalse();
  }

  private static Pod ended(int exitCode) {
    return Live.with(
        pod("shop-kafka-0", KAFKA),
        container ->
            container
                .withRestartCount(2)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage("NOTE: Picked up JDK_JAVA_OPTIONS: -Xmx64m\n")
                .endTerminated()
                .endLastState());
  }

  private static Pod unschedulable(String message) {
    return new PodBuilder(pod("shop-kafka-0", KAFKA))
        .editStatus()
        .withPhase("Pending")
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("False")
        .withReason("Unschedulable")
        .withMessage(message)
        .endCondition()
        .endStatus()
        .build();
  }

  private static Health health(Pod pod) {
    return new Observer("ecommerce-stack-operator")
        .observe("kafka", live(List.of(kafka(1, 0)), List.of(), List.of(pod)));
  }
}

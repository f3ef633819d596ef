package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.DECLARE;
import static dev.ecommercestack.operator.manager.observe.Live.KAFKA;
import static dev.ecommercestack.operator.manager.observe.Live.declare;
import static dev.ecommercestack.operator.manager.observe.Live.finished;
import static dev.ecommercestack.operator.manager.observe.Live.kafka;
import static dev.ecommercestack.operator.manager.observe.Live.live;
import static dev.ecommercestack.operator.manager.observe.Live.pod;
import static dev.ecommercestack.operator.manager.observe.Live.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
  void namesThePodAndTheImageThatCannotBePulled() {
    var health =
        kafkaHealth(
            kafka(1, 0),
            waiting(pod("shop-kafka-0", KAFKA), "ImagePullBackOff", "Back-off pulling image"));
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
    var health = kafkaHealth(kafka(1, 0), crashing);
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("pod shop-kafka-0: container main keeps crashing")
        .contains("exit code 1, first line | No space left on device");
  }

  @Test
  void leavesOutTheFramesOfAStackTraceAndTheFieldsOfALog() {
    var trace =
        """
        timed out
        \tat java.net.http/jdk.internal.net.http.ResponseTimerEvent.handle(Unknown Source)
        \tat dev.ecommercestack.user.UserApplication.<init>(UserApplication.java:15)
        Caused by: java.net.ConnectException: timed out
        \t... 3 common frames omitted
        {"@timestamp":"2026-01-01T00:00:00Z","log":{"level":"ERROR"},"message":"Failed","error":{"stack_trace":"x.Y: no disk\\n\\tat x.Y.z(Y.java:1)\\n\\t... 7 more"}}
        {"log":{"level":"INFO"},"message":"pool - Shutdown initiated...","ecs":{"version":"8.11"}}
        """;
    assertThat(Trouble.oneLine(trace))
        .isEqualTo(
            "timed out | Caused by: java.net.ConnectException: timed out | "
                + "Failed: x.Y: no disk | pool - Shutdown initiated...");
  }

  @Test
  void bearsLongLines() {
    var line = "{\"message\":\"%s\"}".formatted("x\\n".repeat(4000));
    assertThat(Trouble.oneLine(line)).hasSizeLessThan(500).startsWith("...");
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
      assertThat(kafkaHealth(kafka(1, 0), startedAgain).needsAction()).isEqualTo(restarts == 2);
    }
  }

  @Test
  void explainsExitCodes() {
    assertThat(kafkaHealth(kafka(1, 0), ended(143)).message())
        .endsWith("(exit code 143), as when it does not answer its probes in time");
    assertThat(kafkaHealth(kafka(1, 0), ended(3)).message())
        .endsWith("as when the heap of a Java program is full; raise resources.limits.memory");
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
    assertThat(kafkaHealth(kafka(1, 0), killed).message()).contains("resources.limits.memory");
  }

  @Test
  void explainsWhyAPodFindsNoNode() {
    var health =
        kafkaHealth(kafka(1, 0), unschedulable("0/3 nodes are available: 3 Insufficient memory."));
    assertThat(health.message())
        .contains("pod shop-kafka-0 finds no node to run on")
        .contains("3 Insufficient memory");
    assertThat(health.needsAction()).as("nodes may be added").isFalse();
  }

  @Test
  void explainsThatAVolumeIsMissing() {
    var health =
        kafkaHealth(kafka(1, 0), unschedulable("pod has unbound immediate PersistentVolumeClaims"));
    assertThat(health.message()).contains("pod shop-kafka-0 waits for its volume");
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
        new LiveObjects(List.of(kafka(1, 0)), List.of(), List.of(), List.of(), List.of(warning));
    assertThat(objects.lacksPods()).isTrue();
    var health = observer.observe("kafka", objects);
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("StatefulSet shop-kafka cannot create its pods")
        .contains("exceeded quota");
  }

  @Test
  void ignoresPodsThatAreBeingDeleted() {
    var leaving =
        new PodBuilder(waiting(pod("shop-kafka-0", KAFKA), "ErrImagePull", ""))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();
    assertThat(kafkaHealth(kafka(1, 0), leaving).needsAction()).isFalse();
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
  void aCompleteJobIsReady() {
    var job = finished(declare("shop-declare-1", "2026-01-01T00:00:00Z"), "Complete", "Done");
    assertThat(declareHealth(List.of(job)).phase()).isEqualTo(ComponentPhase.Ready);
  }

  @Test
  void aFailedJobRepeatsTheLastWordsOfItsPod() {
    var job =
        finished(
            declare("shop-declare-1", "2026-01-01T00:00:00Z"), "Failed", "BackoffLimitExceeded");
    var failed =
        Live.with(
            Live.of(pod("shop-declare-1-x", DECLARE), job),
            container ->
                container
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withMessage("kafka: wrong password for admin")
                    .endTerminated()
                    .endState());
    var health = declareHealth(List.of(job), failed);
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .contains("Job shop-declare-1 gave up (BackoffLimitExceeded)")
        .contains("pod shop-declare-1-x: exit code 1, kafka: wrong password for admin");
  }

  @Test
  void onlyTheNewestJobCounts() {
    var old = finished(declare("shop-declare-1", "2026-01-01T00:00:00Z"), "Complete", "Done");
    var current = declare("shop-declare-2", "2026-01-02T00:00:00Z");
    assertThat(declareHealth(List.of(old, current)).phase()).isEqualTo(ComponentPhase.Progressing);
  }

  @Test
  void thePlannedJobCountsEvenIfItsPredecessorWasMadeInTheSameSecond() {
    var old = finished(declare("shop-declare-z", "2026-01-01T00:00:00Z"), "Complete", "Done");
    var planned = declare("shop-declare-a", "2026-01-01T00:00:00Z");
    var both = live(List.of(), List.of(planned, old), List.of());
    assertThat(observer.observe("declare", both.preferring(Set.of("shop-declare-a"))).phase())
        .isEqualTo(ComponentPhase.Progressing);
    assertThat(
            observer
                .observe(
                    "declare",
                    live(List.of(), List.of(old), List.of()).preferring(Set.of("shop-declare-a")))
                .phase())
        .isEqualTo(ComponentPhase.Ready);
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

  private Health declareHealth(List<Job> jobs, Pod... pods) {
    return observer.observe("declare", live(List.of(), jobs, List.of(pods)));
  }

  private ComponentPhase redisHealth(io.fabric8.kubernetes.api.model.apps.Deployment deployment) {
    return observer
        .observe(
            "redis",
            new LiveObjects(List.of(), List.of(deployment), List.of(), List.of(), List.of()))
        .phase();
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
}

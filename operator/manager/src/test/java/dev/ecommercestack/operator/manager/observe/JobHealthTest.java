package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.DECLARE;
import static dev.ecommercestack.operator.manager.observe.Live.declare;
import static dev.ecommercestack.operator.manager.observe.Live.finished;
import static dev.ecommercestack.operator.manager.observe.Live.live;
import static dev.ecommercestack.operator.manager.observe.Live.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a component is doing whose work is a Job. */
class JobHealthTest {

  private final Observer observer = new Observer("ecommerce-stack-operator");

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
  void aRepetitionCountsAsCompleteUntilItGivesUp() {
    var repetition =
        new JobBuilder(declare("shop-declare-1", "2026-01-02T00:00:00Z"))
            .editMetadata()
            .addToAnnotations(JobSchedule.LAST_COMPLETED_ANNOTATION, "2026-01-01T00:10:00Z")
            .endMetadata()
            .build();
    var unschedulable =
        Live.waiting(
            Live.of(pod("shop-declare-1-x", DECLARE), repetition), "ErrImagePull", "no such image");
    assertThat(declareHealth(List.of(repetition)).isHealthy()).isTrue();
    assertThat(declareHealth(List.of(repetition), unschedulable))
        .satisfies(
            health -> {
              assertThat(health.isHealthy()).isTrue();
              assertThat(health.message()).contains("cannot pull image");
            });
    var failed = finished(repetition, "Failed", "BackoffLimitExceeded");
    assertThat(declareHealth(List.of(failed)).isHealthy()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, ' with exit code 1, kafka: wrong password'"})
  void aSidecarThatRunsOnAfterTheProgramEndedIsNamed(int exitCode, String how) {
    var job = declare("shop-declare-1", "2026-01-01T00:00:00Z");
    var ended = ended(Live.of(pod("shop-declare-1-x", DECLARE), job), exitCode, "00:50:00");
    var health = declareHealth(List.of(job), proxied(ended));
    assertThat(health.needsAction()).isTrue();
    assertThat(health.message())
        .isEqualTo(
            "pod shop-declare-1-x: container istio-proxy still runs after declare ended%s, so that the Job does not end; keep it out of the pod with a label or an annotation in spec.declare.pods (Istio: sidecar.istio.io/inject: \"false\"), or use native sidecars"
                .formatted(how));
  }

  @Test
  void aSidecarHasAMomentToEndAndMayRunBesideTheProgram() {
    var job = declare("shop-declare-1", "2026-01-01T00:00:00Z");
    var pod = Live.of(pod("shop-declare-1-x", DECLARE), job);
    assertThat(declareHealth(List.of(job), proxied(ended(pod, 0, "00:59:50"))).message())
        .isEqualTo("is running");
    assertThat(declareHealth(List.of(job), proxied(pod)).message()).isEqualTo("is running");
  }

  @Test
  void aQuotaThatRefusesThePodOfALaterAttemptIsNamed() {
    var job = declare("shop-declare-1", "2026-01-01T00:00:00Z");
    var failed =
        new PodBuilder(Live.of(pod("shop-declare-1-x", DECLARE), job))
            .editStatus()
            .withPhase("Failed")
            .endStatus()
            .build();
    var objects = live(List.of(), List.of(job), List.of(failed));
    assertThat(objects.lacksPods()).isTrue();
    assertThat(observer.observe("declare", objects.with(List.of(refused("2026-01-01T00:05:00Z")))))
        .satisfies(
            health -> {
              assertThat(health.needsAction()).isTrue();
              assertThat(health.message())
                  .isEqualTo(
                      "Job shop-declare-1 cannot create its pod: forbidden: failed quota: must specify limits.cpu; spec.declare sets its resources, labels and annotations");
            });
    assertThat(
            observer
                .observe("declare", objects.with(List.of(refused("2025-12-31T23:55:00Z"))))
                .needsAction())
        .as("a complaint from before the last pod")
        .isFalse();
  }

  private static Event refused(String time) {
    return new EventBuilder()
        .withReason("FailedCreate")
        .withNote("forbidden: failed quota: must specify limits.cpu")
        .withDeprecatedLastTimestamp(time)
        .withNewRegarding()
        .withKind("Job")
        .withName("shop-declare-1")
        .endRegarding()
        .build();
  }

  private static Pod ended(Pod pod, int exitCode, String time) {
    return Live.with(
        pod,
        container ->
            container
                .withName("declare")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage(exitCode == 0 ? null : "kafka: wrong password")
                .withFinishedAt("2026-01-01T" + time + "Z")
                .endTerminated()
                .endState());
  }

  private static Pod proxied(Pod pod) {
    return Live.with(
        pod,
        container ->
            container
                .withName("istio-proxy")
                .withReady(true)
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState());
  }

  private Health declareHealth(List<Job> jobs, Pod... pods) {
    return observer.observe("declare", live(List.of(), jobs, List.of(pods)));
  }
}

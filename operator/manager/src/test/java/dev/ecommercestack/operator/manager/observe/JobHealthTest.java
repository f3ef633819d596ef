package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.DECLARE;
import static dev.ecommercestack.operator.manager.observe.Live.declare;
import static dev.ecommercestack.operator.manager.observe.Live.finished;
import static dev.ecommercestack.operator.manager.observe.Live.live;
import static dev.ecommercestack.operator.manager.observe.Live.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
            .addToAnnotations(JobSchedule.LAST_COMPLETED, "2026-01-01T00:10:00Z")
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

  private Health declareHealth(List<Job> jobs, Pod... pods) {
    return observer.observe("declare", live(List.of(), jobs, List.of(pods)));
  }
}

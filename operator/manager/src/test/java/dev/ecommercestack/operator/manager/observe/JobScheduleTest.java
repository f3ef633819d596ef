package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.declare;
import static dev.ecommercestack.operator.manager.observe.Live.finished;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobScheduleTest {

  private static final Instant GAVE_UP = Instant.parse("2026-01-01T00:10:00Z");
  private static final Duration BASE = Duration.ofMinutes(2);

  private static final Duration DAY = Duration.ofHours(24);

  private final JobSchedule schedule = new JobSchedule(BASE, DAY);
  private final Job job = declare("shop-declare-1", "2026-01-01T00:00:00Z");
  private final Job failed = finished(job, "Failed", "BackoffLimitExceeded");

  @Test
  void aJobIsRunAgainSoonAfterItGaveUpAndADayAfterItCompleted() {
    assertThat(schedule.dueAt(job)).isEmpty();
    assertThat(schedule.dueAt(finished(job, "Complete", "Done"))).contains(GAVE_UP.plus(DAY));
    assertThat(schedule.dueAt(failed)).contains(GAVE_UP.plus(BASE));
  }

  @Test
  void everyTimeTakesTwiceAsLongUpToHalfAnHour() {
    assertThat(schedule.dueAt(attempt("2"))).contains(GAVE_UP.plus(Duration.ofMinutes(4)));
    assertThat(schedule.dueAt(attempt("4"))).contains(GAVE_UP.plus(Duration.ofMinutes(16)));
    assertThat(schedule.dueAt(attempt("5"))).contains(GAVE_UP.plus(Duration.ofMinutes(30)));
    assertThat(schedule.dueAt(attempt("999999"))).contains(GAVE_UP.plus(Duration.ofMinutes(30)));
  }

  @Test
  void isNeverSoonerThanTheOperatorWasToldTo() {
    assertThat(new JobSchedule(Duration.ofHours(1), DAY).dueAt(attempt("3")))
        .contains(GAVE_UP.plus(Duration.ofHours(1)));
  }

  @Test
  void anAnnotationThatIsNoNumberCountsAsTheFirstAttempt() {
    assertThat(JobSchedule.attempt(attempt("often"))).isEqualTo(1);
    assertThat(JobSchedule.attempt(attempt("99999999999"))).isEqualTo(1);
  }

  private Job attempt(String number) {
    return new JobBuilder(failed)
        .editMetadata()
        .addToAnnotations(JobSchedule.ATTEMPT_ANNOTATION, number)
        .endMetadata()
        .build();
  }
}

package dev.ecommercestack.operator.manager.observe;

import static dev.ecommercestack.operator.manager.observe.Live.declare;
import static dev.ecommercestack.operator.manager.observe.Live.finished;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobRetryTest {

  private static final Instant GAVE_UP = Instant.parse("2026-01-01T00:10:00Z");
  private static final Duration BASE = Duration.ofMinutes(2);

  private final Job job = declare("shop-declare-1", "2026-01-01T00:00:00Z");
  private final Job failed = finished(job, "Failed", "BackoffLimitExceeded");

  @Test
  void onlyAJobThatGaveUpIsRunAgain() {
    assertThat(JobRetry.dueAt(job, BASE)).isEmpty();
    assertThat(JobRetry.dueAt(finished(job, "Complete", "Done"), BASE)).isEmpty();
    assertThat(JobRetry.dueAt(failed, BASE)).contains(GAVE_UP.plus(BASE));
  }

  @Test
  void everyTimeTakesTwiceAsLongUpToHalfAnHour() {
    assertThat(JobRetry.dueAt(attempt("2"), BASE)).contains(GAVE_UP.plus(Duration.ofMinutes(4)));
    assertThat(JobRetry.dueAt(attempt("4"), BASE)).contains(GAVE_UP.plus(Duration.ofMinutes(16)));
    assertThat(JobRetry.dueAt(attempt("5"), BASE)).contains(GAVE_UP.plus(Duration.ofMinutes(30)));
    assertThat(JobRetry.dueAt(attempt("999999"), BASE))
        .contains(GAVE_UP.plus(Duration.ofMinutes(30)));
  }

  @Test
  void isNeverSoonerThanTheOperatorWasToldTo() {
    assertThat(JobRetry.dueAt(attempt("3"), Duration.ofHours(1)))
        .contains(GAVE_UP.plus(Duration.ofHours(1)));
  }

  @Test
  void anAnnotationThatIsNoNumberCountsAsTheFirstAttempt() {
    assertThat(JobRetry.attempt(attempt("often"))).isEqualTo(1);
    assertThat(JobRetry.attempt(attempt("99999999999"))).isEqualTo(1);
  }

  private Job attempt(String number) {
    return new JobBuilder(failed)
        .editMetadata()
        .addToAnnotations(JobRetry.ATTEMPT, number)
        .endMetadata()
        .build();
  }
}

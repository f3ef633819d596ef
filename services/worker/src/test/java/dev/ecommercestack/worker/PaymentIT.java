package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.JavaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Payments as order asks for them: money is moved once, whatever is repeated. */
class PaymentIT {
  private static TestEnvironment environment;
  private static WorkerInstance worker;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    worker = WorkerInstance.start(environment);
  }

  @AfterAll
  static void stop() {
    worker.close();
    environment.close();
  }

  private static JsonNode pay(String kind, UUID paymentId, long amount) {
    UUID job = Uuid7.next();
    environment.senders().ask("payment", Jobs.payment(job, kind, paymentId, amount));
    return environment.senders().result(job);
  }

  private static String outcome(JsonNode result) {
    return result.path("outcome").asString() + result.path("reason").asString("");
  }

  /** Returns how often money was moved for a payment. */
  private static long moved(UUID paymentId, String kind) {
    return environment
        .database()
        .client()
        .sql(
            "select count(*) from simulated_payment where payment_id = ? and kind = ? and status = 'SUCCEEDED'")
        .params(paymentId, kind)
        .query(Long.class)
        .single();
  }

  @Test
  void aChargeIsMadeOnceHoweverOftenItIsAskedFor() {
    UUID payment = Uuid7.next();
    UUID job = Uuid7.next();
    String message =
        environment.senders().ask("payment", Jobs.payment(job, "CHARGE", payment, 34_800));
    for (int i = 0; i < 5; i++) {
      environment.senders().publish("payment", message);
    }
    JsonNode first = environment.senders().result(job);
    JsonNode again = pay("CHARGE", payment, 34_800);
    assertThat(outcome(first)).isEqualTo("SUCCEEDED");
    assertThat(first.path("amount").path("amount").asLong()).isEqualTo(34_800);
    assertThat(again.path("providerReference")).isEqualTo(first.path("providerReference"));
    assertThat(moved(payment, "CHARGE")).isEqualTo(1);
    await()
        .atMost(JobSenders.DEADLINE)
        .until(() -> JobSenders.messagesIn(environment.broker(), "jobs.payment") == 0);
    assertThat(environment.senders().results(job)).hasSize(1);
    assertThat(worker.metric("worker_jobs_seconds_count", "jobs.payment", "repeated"))
        .isGreaterThan(0);
  }

  @Test
  void manyChargesAreMadeSideBySide() {
    List<UUID> jobs = IntStream.range(0, 200).mapToObj(i -> Uuid7.next()).toList();
    jobs.forEach(
        job ->
            environment.senders().ask("payment", Jobs.payment(job, "CHARGE", Uuid7.next(), 1_000)));
    assertThat(jobs)
        .allSatisfy(
            job -> assertThat(outcome(environment.senders().result(job))).isEqualTo("SUCCEEDED"));
  }

  @Test
  void aDeclinedChargeStaysDeclinedAndTheRateChangesWhileTheServiceRuns() {
    UUID payment = Uuid7.next();
    worker.settings(Map.of("worker.payment.simulator.decline-rate", "1"));
    try {
      assertThat(outcome(pay("CHARGE", payment, 500))).isEqualTo("DECLINEDINSUFFICIENT_FUNDS");
    } finally {
      worker.settings(Map.of());
    }
    assertThat(outcome(pay("CHARGE", payment, 500))).isEqualTo("DECLINEDINSUFFICIENT_FUNDS");
    assertThat(outcome(pay("QUERY", payment, 500))).isEqualTo("DECLINEDINSUFFICIENT_FUNDS");
    assertThat(outcome(pay("REFUND", payment, 500))).isEqualTo("DECLINEDNOT_CHARGED");
  }

  @Test
  void aQueryTellsWhatBecameOfAChargeWhoseAnswerWasLost() {
    UUID payment = Uuid7.next();
    worker.settings(Map.of("worker.payment.simulator.lost-answer-rate", "1"));
    try {
      assertThat(outcome(pay("CHARGE", payment, 700))).isEqualTo("UNKNOWN");
    } finally {
      worker.settings(Map.of());
    }
    JsonNode found = pay("QUERY", payment, 700);
    assertThat(outcome(found)).isEqualTo("SUCCEEDED");
    assertThat(found.path("amount").path("amount").asLong()).isEqualTo(700);
    assertThat(moved(payment, "CHARGE")).isEqualTo(1);
  }

  @Test
  void chargesOnceWhenLostChargeIsRepeated() {
    UUID payment = Uuid7.next();
    worker.settings(Map.of("worker.payment.simulator.lost-request-rate", "1"));
    try {
      assertThat(outcome(pay("CHARGE", payment, 800))).isEqualTo("UNKNOWN");
      assertThat(outcome(pay("CHARGE", payment, 800))).isEqualTo("UNKNOWN");
    } finally {
      worker.settings(Map.of());
    }
    assertThat(moved(payment, "CHARGE")).isZero();
    assertThat(outcome(pay("CHARGE", payment, 800))).isEqualTo("SUCCEEDED");
    assertThat(outcome(pay("CHARGE", payment, 800))).isEqualTo("SUCCEEDED");
    assertThat(moved(payment, "CHARGE")).isEqualTo(1);
  }

  @Test
  void aChargeThatIsOnlyLookedForCanStillBeMade() {
    UUID payment = Uuid7.next();
    UUID look = Uuid7.next();
    environment
        .senders()
        .ask("payment", Jobs.with(Jobs.payment(look, "QUERY", payment, 900), "lookOnly", true));
    assertThat(outcome(environment.senders().result(look))).isEqualTo("UNKNOWN");
    assertThat(outcome(pay("CHARGE", payment, 900))).isEqualTo("SUCCEEDED");
    assertThat(moved(payment, "CHARGE")).isEqualTo(1);
  }

  @Test
  void aChargeThatWasGivenUpIsNeverMadeLate() {
    UUID payment = Uuid7.next();
    assertThat(outcome(pay("QUERY", payment, 900))).isEqualTo("DECLINEDNOT_CHARGED");
    assertThat(outcome(pay("CHARGE", payment, 900))).isEqualTo("DECLINEDNOT_CHARGED");
    assertThat(moved(payment, "CHARGE")).isZero();
  }

  @Test
  void aRefundIsMadeOnceAndNeverOfMoreThanWasCharged() {
    UUID payment = Uuid7.next();
    pay("CHARGE", payment, 1_000);
    assertThat(outcome(pay("REFUND", payment, 1_001))).isEqualTo("DECLINEDMORE_THAN_CHARGED");
    JsonNode refund = pay("REFUND", payment, 1_000);
    assertThat(outcome(refund)).isEqualTo("SUCCEEDED");
    assertThat(pay("REFUND", payment, 1_000).path("providerReference"))
        .isEqualTo(refund.path("providerReference"));
    assertThat(moved(payment, "REFUND")).isEqualTo(1);
    assertThat(outcome(pay("REFUND", Uuid7.next(), 1))).isEqualTo("DECLINEDNOT_CHARGED");
  }

  @Test
  void anInstanceThatIsKilledBetweenChargeAndAnswerChargesOnce(@TempDir Path directory)
      throws Exception {
    UUID payment = Uuid7.next();
    UUID job = Uuid7.next();
    worker.close();
    try {
      try (JavaProcess victim = environment.startProcess("--worker.payment.simulator.latency=3s");
          Connection holder =
              DriverManager.getConnection(environment.database().url(), Database.OWNER, "")) {
        environment.senders().ask("payment", Jobs.payment(job, "CHARGE", payment, 2_000));
        await("the other process takes the job; see target/other-process.log")
            .atMost(JobSenders.DEADLINE.multipliedBy(3))
            .until(
                () -> {
                  victim.requireAlive();
                  return begun(job);
                });
        // With its row locked, the job cannot end although the provider has been paid.
        holder.setAutoCommit(false);
        try (var lock = holder.prepareStatement("select 1 from job where id = ? for update")) {
          lock.setObject(1, job);
          lock.executeQuery();
          await().atMost(JobSenders.DEADLINE).until(() -> moved(payment, "CHARGE") == 1);
          victim.kill();
        }
        holder.rollback();
      }
      assertThat(environment.senders().results(job)).isEmpty();
    } finally {
      worker = WorkerInstance.start(environment);
    }
    assertThat(outcome(environment.senders().result(job))).isEqualTo("SUCCEEDED");
    assertThat(moved(payment, "CHARGE")).isEqualTo(1);
    assertThat(worker.awaitJob(job, "DONE").path("attempts").asInt()).isEqualTo(2);
    assertThat(environment.senders().results(job)).hasSize(1);
  }

  private static boolean begun(UUID job) {
    return environment
        .database()
        .client()
        .sql("select exists(select from job where id = ?)")
        .param(job)
        .query(Boolean.class)
        .single();
  }
}

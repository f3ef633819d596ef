package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.id.Uuid7;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Mail through a mail server that works, refuses, or is away. */
class NotificationIT {
  private static TestEnvironment environment;
  private static SmtpServer smtp;
  private static WorkerInstance worker;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    smtp = SmtpServer.create();
    smtp.on();
    worker = WorkerInstance.start(environment, smtp.arguments());
  }

  @AfterAll
  static void stop() {
    worker.close();
    smtp.close();
    environment.close();
  }

  private static UUID ask(String template, String locale, String email) {
    UUID job = Uuid7.next();
    environment.senders().ask("notification", Jobs.mail(job, template, locale, email));
    return job;
  }

  private static JsonNode result(UUID job) {
    return environment.senders().result(job);
  }

  @Test
  void aMailIsSentOnceInTheReadersLanguage() throws Exception {
    UUID job = Uuid7.next();
    String message =
        environment
            .senders()
            .ask(
                "notification",
                Jobs.mail(
                    job,
                    "ORDER_CONFIRMED",
                    "ko",
                    "mina@example.com",
                    Map.of("orderId", "42", "total", "34,800원")));
    environment.senders().publish("notification", message);
    assertThat(result(job).path("outcome").asString()).isEqualTo("SENT");
    await()
        .atMost(JobSenders.DEADLINE)
        .until(() -> JobSenders.messagesIn(environment.broker(), "jobs.notification") == 0);
    assertThat(smtp.to("mina@example.com")).hasSize(1);

    MimeMessage mail = parse(smtp.to("mina@example.com").getFirst());
    assertThat(mail.getSubject()).isEqualTo("주문이 확정되었습니다");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("shop@example.com");
    assertThat(mail.getMessageID()).isEqualTo("<" + job + "@example.com>");
    String content = text(mail);
    assertThat(content).contains("김미나 님", "34,800원", "<html lang=\"ko\">");
    JsonNode kept = worker.awaitJob(job, "DONE").path("result");
    assertThat(kept.path("delivery").asString()).isEqualTo("SMTP");
    assertThat(kept.has("text")).isFalse();
  }

  @Test
  void aMailboxThatDoesNotExistIsRefusedAtOnce() {
    UUID unknown = ask("WELCOME", "en", "nobody@example.com");
    UUID full = ask("WELCOME", "en", "full@example.com");
    assertThat(result(unknown).path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(result(unknown).path("reason").asString()).isEqualTo("MAILBOX_UNKNOWN");
    assertThat(result(full).path("reason").asString()).isEqualTo("ADDRESS_REFUSED");
    assertThat(worker.awaitJob(unknown, "FAILED").path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void contentThatTheServerRefusesIsRefused() {
    UUID job = Uuid7.next();
    environment
        .senders()
        .ask(
            "notification",
            Jobs.mail(job, "ORDER_SHIPPED", "en", "a@example.com", Map.of("orderId", "Virus")));
    assertThat(result(job).path("reason").asString()).isEqualTo("MESSAGE_REFUSED");
  }

  @Test
  void aMailThatMustWaitLetsOthersPass() {
    UUID busy = ask("WELCOME", "en", "busy@example.com");
    worker.awaitJob(busy, "WAITING");
    UUID other = ask("WELCOME", "en", "other@example.com");
    assertThat(result(other).path("outcome").asString()).isEqualTo("SENT");
    assertThat(environment.senders().results(busy)).isEmpty();
    await().atMost(JobSenders.DEADLINE).until(() -> attempts(busy) >= 3);
    assertThat(worker.awaitJob(busy, "WAITING").path("error").asString()).contains("450");
    worker.awaitJob(busy, "PARKED");
  }

  @Test
  void aServerThatIsDownIsTriedAgainThenParkedAndReplayed() throws Exception {
    smtp.off();
    UUID job;
    try {
      job = ask("WELCOME", "en", "patient@example.com");
      worker.awaitJob(job, "WAITING");
      worker.awaitJob(job, "PARKED");
      assertThat(worker.metric("worker_jobs_parked_jobs", "jobs.notification")).isPositive();
      await().atMost(JobSenders.DEADLINE).until(() -> parked() > 0);
    } finally {
      smtp.on();
    }
    assertThat(worker.post("/api/v1/parking-lots/jobs.notification/replay?limit=1000").status())
        .isEqualTo(200);
    assertThat(result(job).path("outcome").asString()).isEqualTo("SENT");
    assertThat(smtp.to("patient@example.com")).hasSize(1);
    worker.awaitJob(job, "DONE");
  }

  @Test
  void aLoginNeverTravelsInClear() {
    worker.close();
    try (WorkerInstance withLogin =
        WorkerInstance.start(
            environment,
            Stream.concat(
                    Stream.of(smtp.arguments()),
                    Stream.of("--smtp-username=shop", "--smtp-password=secret"))
                .toArray(String[]::new))) {
      UUID job = ask("WELCOME", "en", "safe@example.com");
      assertThat(withLogin.awaitJob(job, "WAITING").path("error").asString()).contains("STARTTLS");
    } finally {
      worker = WorkerInstance.start(environment, smtp.arguments());
    }
    assertThat(smtp.commands()).noneMatch(command -> command.startsWith("AUTH"));
  }

  private static long parked() {
    return JobSenders.messagesIn(environment.broker(), "parking.jobs.notification");
  }

  private static int attempts(UUID job) {
    return worker.get("/api/v1/jobs/" + job).body().path("attempts").asInt();
  }

  private static MimeMessage parse(String raw) throws Exception {
    String mail = raw.substring(raw.indexOf('\n') + 1);
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(jakarta.mail.Part part) throws Exception {
    Object content = part.getContent();
    if (!(content instanceof MimeMultipart parts)) {
      return content.toString();
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      all.append(text(parts.getBodyPart(i)));
    }
    return all.toString();
  }
}

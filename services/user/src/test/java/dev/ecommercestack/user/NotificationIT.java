package dev.ecommercestack.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.ecommercestack.platform.message.MalformedMessageException;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.DeclaredStack;
import dev.ecommercestack.testing.services.MessageSchemas;
import dev.ecommercestack.user.notification.NotificationResultListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The welcome mail: the job as the worker gets it, and its result as the worker sends it. */
class NotificationIT {
  private static final Database DATABASE = Database.create();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LOTS = "/api/v1/parking-lots";
  private static UserInstance user;

  @BeforeAll
  static void start() {
    user = UserInstance.start(DATABASE, Credentials.create());
  }

  @AfterAll
  static void stop() {
    user.close();
  }

  private static String jobFor(String email) {
    return DATABASE
        .client()
        .sql(
            """
            select payload from outbox
            where transport = 'RABBITMQ' and destination = 'jobs' and routing_key = 'notification' and payload like :email
            """)
        .param("email", "%" + email + "%")
        .query((row, ignored) -> row.getString(1))
        .single();
  }

  private static void assertMatchesContract(String message) {
    assertThat(MessageSchemas.validate(message)).isEmpty();
  }

  private static String result(JsonNode job, int number, String outcome, String reason) {
    return """
        {"id": "01932d8e-7b3a-7c41-9f00-%012d", "type": "notification-result", "version": 1,
         "occurredAt": "2026-11-22T03:00:00.123Z", "aggregateId": "%s", "stack": "shop",
         "correlationId": "%s", "data": {"jobId": "%s", "template": "WELCOME", "outcome": "%s"%s}}
        """
        .formatted(
            number,
            job.path("aggregateId").asString(),
            job.path("correlationId").asString(),
            job.path("data").path("jobId").asString(),
            outcome,
            reason);
  }

  private static void deliver(String message) {
    user.bean(NotificationResultListener.class).on(message.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode welcomeMails() {
    return welcomeMails(user);
  }

  private static JsonNode welcomeMails(UserInstance instance) {
    return instance
        .send("GET", "/internal/audit", null, admin(instance))
        .body()
        .path("welcomeMails");
  }

  @Test
  void aWelcomeMailIsAskedForAndItsResultNotedOnce() {
    String signup = user.signUp("mina@example.com").body().path("user").path("id").asString();
    user.signUp("minho@example.com");
    String job = jobFor("mina@example.com");
    assertMatchesContract(job);
    JsonNode parsed = JSON.readTree(job);
    assertThat(parsed.path("data").path("recipient").path("userId").asString()).isEqualTo(signup);
    assertThat(parsed.path("data").path("locale").asString()).isEqualTo("en");
    int pending = welcomeMails().path("pending").asInt();
    assertThat(pending).isGreaterThanOrEqualTo(2);

    String sent = result(parsed, 1, "SENT", "");
    assertMatchesContract(sent);
    deliver(sent);
    deliver(sent);
    String refused =
        result(
            JSON.readTree(jobFor("minho@example.com")),
            2,
            "REFUSED",
            ", \"reason\": \"MAILBOX_UNKNOWN\"");
    assertMatchesContract(refused);
    deliver(refused);
    assertThat(welcomeMails().path("sent").asInt()).isEqualTo(1);
    assertThat(welcomeMails().path("refused").asInt()).isEqualTo(1);
    assertThat(welcomeMails().path("pending").asInt()).isEqualTo(pending - 2);
    assertThat(user.metric("user_notifications_total{application=\"user\",outcome=\"SENT\""))
        .isEqualTo(1);
  }

  @Test
  void aSignupThatFailsAsksForNoMail() {
    user.signUp("twice@example.com");
    assertThat(user.signUp("twice@example.com").status()).isEqualTo(409);
    assertThat(jobFor("twice@example.com")).contains("WELCOME");
  }

  @Test
  void messagesOfOthersAreLeftAloneAndMalformedOnesRefused() {
    JsonNode nobody =
        JSON.readTree(
            "{\"aggregateId\": \"01932d8e-7b3a-7c41-9f00-00000000005e\",\"correlationId\": \"01932d8e-7b3a-7c41-9f00-00000000c0de\", \"data\": {\"jobId\": \"01932d8e-7b3a-7c41-9f00-00000000010b\"}}");
    deliver(result(nobody, 3, "SENT", ""));
    deliver(result(nobody, 4, "SENT", "").replace("notification-result", "report-result"));
    assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> deliver("{}"));
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> deliver(result(nobody, 5, "LOST", "")));
  }

  @Test
  void theWorkerGetsTheJobAndItsAnswerIsHeard(@TempDir Path directory) throws Exception {
    Broker broker = Broker.declared(directory);
    Credentials credentials =
        Credentials.create()
            .write("rabbitmq-username", "user")
            .write("rabbitmq-password", DeclaredStack.password("user"));
    try (UserInstance connected =
            UserInstance.start(Database.create(), credentials, broker.arguments());
        Connection worker = broker.as("worker")) {
      connected.signUp("mina@example.com");
      String job =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> Broker.take(worker, "jobs.notification"), Optional::isPresent)
              .orElseThrow();
      assertMatchesContract(job);
      Broker.publish(worker, "results", "user", result(JSON.readTree(job), 6, "SENT", ""));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> welcomeMails(connected).path("sent").asInt() == 1);

      Broker.publish(worker, "results", "user", "no JSON");
      await().atMost(Duration.ofSeconds(60)).until(() -> parked(connected) == 1);
      assertThat(connected.send("POST", LOTS + "/results.user/replay", null, admin(connected)))
          .satisfies(replay -> assertThat(replay.number("replayed")).isEqualTo(1));
      // It is as bad as it was.
      await().atMost(Duration.ofSeconds(60)).until(() -> parked(connected) == 1);
    }
  }

  private static int parked(UserInstance instance) {
    JsonNode lots = instance.send("GET", LOTS, null, admin(instance)).expect(200).body();
    assertThat(lots.at("/items/0/queue").asString()).isEqualTo("results.user");
    return lots.at("/items/0/messages").asInt();
  }

  private static String admin(UserInstance instance) {
    return instance
        .logIn(Credentials.ADMIN_EMAIL, Credentials.ADMIN_PASSWORD)
        .expect(200)
        .text("accessToken");
  }
}

package dev.ecommercestack.platform.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.testing.tokens.IssuerServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters are replayed: none is lost, and none takes effect twice. */
class DeadLetterQueuesIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String LOTS = "/api/v1/parking-lots";
  private static final String REPLAY = LOTS + "/" + BrokerApplication.JOBS + "/replay";
  private static final String LOT = "parking." + BrokerApplication.JOBS;
  private static Installation installation;
  private static IssuerServer issuer;
  private static ConfigurableApplicationContext service;
  private static BrokerApplication listener;
  private static Envelopes envelopes;

  @BeforeAll
  static void start() throws Exception {
    installation = new Installation();
    installation.queue("jobs", "test", BrokerApplication.JOBS);
    issuer = IssuerServer.start("sample");
    service = installation.service(BrokerApplication.class, "--ISSUER_URL=" + issuer.uri());
    listener = service.getBean(BrokerApplication.class);
    envelopes = service.getBean(Envelopes.class);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    issuer.close();
    installation.close();
  }

  @AfterEach
  void forget() {
    listener.broken.set(false);
    listener.effects.clear();
    while (rabbit().receive(LOT) != null) {
      // The next test begins with an empty one.
    }
  }

  @Test
  void whatFailedIsHandledOnceWhenTheServiceIsMended() throws Exception {
    Envelope<Object> twice = envelope();
    Envelope<Object> other = envelope();
    park(twice, twice, other);
    assertThat(answer("GET", LOTS, admin()).path("items").toString())
        .isEqualTo(
            "[{\"queue\":\"%s\",\"parkingLot\":\"%s\",\"messages\":3}]"
                .formatted(BrokerApplication.JOBS, LOT));

    listener.broken.set(false);
    JsonNode replay = answer("POST", REPLAY, admin());
    assertThat(replay.path("queue").asString()).isEqualTo(BrokerApplication.JOBS);
    assertThat(replay.path("replayed").asInt()).isEqualTo(3);
    assertThat(replay.path("remaining").asInt()).isZero();
    awaitEffects(twice, other);
    assertThat(installation.messagesIn(LOT)).isZero();
  }

  @Test
  void theOldestComeFirstAndNotMoreThanAskedFor() throws Exception {
    List<Envelope<Object>> jobs = IntStream.range(0, 3).mapToObj(n -> envelope()).toList();
    for (Envelope<Object> job : jobs) {
      park(job);
    }
    listener.broken.set(false);
    assertThat(answer("POST", REPLAY + "?limit=2", admin()).path("remaining").asInt()).isEqualTo(1);
    awaitEffects(jobs.get(0), jobs.get(1));
    for (String limit : List.of("0", "1001")) {
      HttpResponse<String> refused = send("POST", REPLAY + "?limit=" + limit, admin());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(code(refused)).isEqualTo("invalid_limit");
    }
    assertThat(installation.messagesIn(LOT)).isEqualTo(1);
  }

  @Test
  void whatFailsAgainIsParkedAgain() throws Exception {
    Envelope<Object> job = envelope();
    park(job);
    assertThat(answer("POST", REPLAY, admin()).path("replayed").asInt()).isEqualTo(1);
    awaitParked(1);
    listener.broken.set(false);
    assertThat(answer("POST", REPLAY, admin()).path("replayed").asInt()).isEqualTo(1);
    awaitEffects(job);
  }

  @Test
  void whatTheBrokerDoesNotTakeStaysParked() throws Exception {
    Envelope<Object> job = envelope();
    park(job);
    listener.broken.set(false);
    installation.unbind("jobs", "test", BrokerApplication.JOBS);
    try {
      HttpResponse<String> refused = send("POST", REPLAY, admin());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(code(refused)).isEqualTo("unavailable");
      awaitParked(1);
    } finally {
      installation.queue("jobs", "test", BrokerApplication.JOBS);
    }
    answer("POST", REPLAY, admin());
    awaitEffects(job);
  }

  @Test
  void aQueueOfOthersIsNotFound() throws Exception {
    HttpResponse<String> answer = send("POST", LOTS + "/results.test/replay", admin());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("queue_not_found");
    assertThat(JSON.readTree(answer.body()).path("detail").asString())
        .isEqualTo(
            "There is no queue results.test that sample reads; it reads jobs.test. GET /api/v1/parking-lots names all queues.");
  }

  @Test
  void parkingLotsAreForAdministrators() throws Exception {
    park(envelope());
    for (String token : List.of(issuer.issuer().customer(), issuer.issuer().service("order"))) {
      assertThat(send("GET", LOTS, token).statusCode()).isEqualTo(403);
      assertThat(send("POST", REPLAY, token).statusCode()).isEqualTo(403);
    }
    assertThat(send("GET", LOTS, null).statusCode()).isEqualTo(401);
    assertThat(send("POST", REPLAY, null).statusCode()).isEqualTo(401);
    assertThat(installation.messagesIn(LOT)).isEqualTo(1);
  }

  /** Sends jobs that fail, one after the other, until all of them are parked. */
  @SafeVarargs
  private static void park(Envelope<Object>... jobs) throws Exception {
    listener.broken.set(true);
    long before = installation.messagesIn(LOT);
    for (Envelope<Object> job : jobs) {
      MessageProperties properties = new MessageProperties();
      properties.setContentType(MessageProperties.CONTENT_TYPE_JSON);
      rabbit()
          .send(
              "jobs",
              "test",
              new org.springframework.amqp.core.Message(envelopes.write(job), properties));
    }
    awaitParked(before + jobs.length);
  }

  private static void awaitParked(long count) {
    await().atMost(DEADLINE).until(() -> installation.messagesIn(LOT) == count);
  }

  @SafeVarargs
  private static void awaitEffects(Envelope<Object>... jobs) throws Exception {
    UUID[] ids = List.of(jobs).stream().map(Envelope::id).toArray(UUID[]::new);
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> assertThat(listener.effects).extracting(Envelope::id).containsExactly(ids));
  }

  private static Envelope<Object> envelope() {
    return envelopes.wrap(Message.of("test", new UUID(7, 7), Map.of("n", 1)));
  }

  private static RabbitTemplate rabbit() {
    return service.getBean(RabbitTemplate.class);
  }

  private static String admin() {
    return issuer.issuer().admin();
  }

  private static JsonNode answer(String method, String path, String token) throws Exception {
    HttpResponse<String> answer = send(method, path, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String code(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).path("code").asString();
  }

  private static HttpResponse<String> send(String method, String path, @Nullable String token)
      throws Exception {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}

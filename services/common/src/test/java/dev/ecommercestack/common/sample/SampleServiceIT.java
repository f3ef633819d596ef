package dev.ecommercestack.common.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.tokens.Issuer;
import dev.ecommercestack.testing.tokens.IssuerServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client of any service sees: problems, security, idempotency, paging, health. */
class SampleServiceIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static EmbeddedPostgres postgres;
  private static IssuerServer issuer;
  private static ConfigurableApplicationContext service;
  private static String port;
  private static String managementPort;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    issuer = IssuerServer.start("sample");
    service =
        SpringApplication.run(
            SampleApplication.class,
            "--server.port=0",
            "--management.server.port=0",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--eureka.client.enabled=false",
            "--spring.cloud.discovery.client.simple.instances.user[0].uri=" + issuer.uri(),
            "--service.client.secret=sample-secret",
            "--service.shutdown.drain=0s");
    port = service.getEnvironment().getRequiredProperty("local.server.port");
    managementPort = service.getEnvironment().getRequiredProperty("local.management.port");
  }

  @AfterAll
  static void stop() throws IOException {
    if (service != null) {
      service.close();
    }
    issuer.close();
    postgres.close();
  }

  @Test
  void withoutTokenIsRefusedWithAProblem() throws Exception {
    HttpResponse<String> answer = post(null, "k1", "{\"text\":\"a\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(json(answer).path("code").asString()).isEqualTo("unauthenticated");
  }

  @Test
  void invalidTokenIsRefused() throws Exception {
    HttpResponse<String> answer =
        post(new Issuer(issuer.issuer().keyId()).admin(), "k1", "{\"text\":\"a\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).path("code").asString()).isEqualTo("invalid_token");
  }

  @Test
  void creationNeedsAKey() throws Exception {
    HttpResponse<String> answer = post(customer(), null, "{\"text\":\"a\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("idempotency_key_required");
  }

  @Test
  void wrongFieldsAreNamed() throws Exception {
    HttpResponse<String> answer = post(customer(), "k2", "{\"text\":\"\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("validation_failed");
    assertThat(json(answer).at("/fields/0/field").asString()).isEqualTo("text");
  }

  @Test
  void malformedBodyIsExplained() throws Exception {
    HttpResponse<String> answer = post(customer(), "k3", "{\"text\":");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("malformed_request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a","copies":1.5}                    | The value of copies must be a whole number.
          {"text":"a","copies":"x"}                    | The value of copies must be a whole number.
          {"text":"a","copies":99999999999999999999}   | The value of copies must be a whole number, and not as large.
          {"text":{}}                                  | The value of text has the wrong shape or is missing.
          []                                           | The body must be JSON of the kind that the API's description shows.
          """)
  void aValueOfAnotherKindIsRefusedInWords(String body, String detail) throws Exception {
    HttpResponse<String> answer = post(customer(), UUID.randomUUID().toString(), body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("malformed_request");
    assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
  }

  @Test
  void parametersOfAnotherKindAreRefusedInWords() throws Exception {
    JsonNode limit = json(get("/api/v1/notes?limit=many", null));
    assertThat(limit.at("/fields/0/field").asString()).isEqualTo("limit");
    assertThat(limit.at("/fields/0/message").asString()).isEqualTo("must be a whole number");
    assertThat(json(get("/api/v1/notes/not-a-uuid", null)).path("detail").asString())
        .isEqualTo("id must be a UUID.");
    HttpResponse<String> bytes = get("/api/v1/notes?cursor=%ff%fe", null);
    assertThat(bytes.statusCode()).isEqualTo(400);
    assertThat(json(bytes).path("detail").asString()).contains("UTF-8");
  }

  @Test
  void everyRefusalIsADocumentThatLeadsToTheLog() throws Exception {
    HttpResponse<String> kind =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes/" + UUID.randomUUID()))
                .header("Accept", "garbage"));
    HttpResponse<String> method =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes"))
                .header("Authorization", "Bearer " + customer())
                .DELETE());
    HttpResponse<String> path = get("/api/v1/unknown", customer());
    assertThat(path.body()).doesNotContain("static resource");
    for (HttpResponse<String> answer : List.of(kind, method, path)) {
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(json(answer).path("code").asString()).isNotEmpty();
      assertThat(json(answer).path("detail").asString()).isNotEmpty();
      assertThat(json(answer).path("traceId").asString("")).isNotEmpty();
    }
  }

  @Test
  void sameKeyGivesTheSameAnswerAndOneEffect() throws Exception {
    String token = customer();
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = post(token, key, "{\"text\":\"once\"}");
    HttpResponse<String> second = post(token, key, "{\"text\":\"once\"}");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("location"))
        .isEqualTo(first.headers().firstValue("location"));
    assertThat(second.headers().firstValue("idempotency-replayed")).hasValue("true");
    assertThat(count("select count(*) from note where text = 'once'")).isEqualTo(1);

    HttpResponse<String> other = post(token, key, "{\"text\":\"other\"}");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).path("code").asString()).isEqualTo("idempotency_key_reused");

    HttpResponse<String> somebodyElse = post(customer(), key, "{\"text\":\"mine\"}");
    assertThat(somebodyElse.statusCode()).isEqualTo(201);
    assertThat(somebodyElse.headers().firstValue("idempotency-replayed")).isEmpty();
  }

  @Test
  void sameKeyInParallelHasOneEffect() throws Exception {
    String token = customer();
    String key = UUID.randomUUID().toString();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> call = () -> post(token, key, "{\"text\":\"parallel\"}");
      List<Future<HttpResponse<String>>> answers =
          clients.invokeAll(java.util.Collections.nCopies(50, call));
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isIn(201, 409);
      }
    }
    assertThat(post(token, key, "{\"text\":\"parallel\"}").statusCode()).isEqualTo(201);
    assertThat(count("select count(*) from note where text = 'parallel'")).isEqualTo(1);
  }

  @Test
  void aRefusalUndoesEverythingAndIsNotRemembered() throws Exception {
    String token = customer();
    String key = UUID.randomUUID().toString();
    HttpResponse<String> answer = post(token, key, "{\"text\":\"forbidden\"}");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).path("code").asString()).isEqualTo("forbidden_text");
    assertThat(count("select count(*) from note where text = 'forbidden'")).isZero();
    assertThat(count("select count(*) from outbox where payload like '%forbidden%'")).isZero();
    assertThat(post(token, key, "{\"text\":\"allowed\"}").statusCode()).isEqualTo(201);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (int i = 0; i < 3; i++) {
      post(customer(), UUID.randomUUID().toString(), "{\"text\":\"page\"}");
    }
    JsonNode first = json(get("/api/v1/notes?limit=2", null));
    assertThat(first.path("items").size()).isEqualTo(2);
    String cursor = first.path("nextCursor").asString();
    JsonNode second = json(get("/api/v1/notes?limit=2&cursor=" + cursor, null));
    assertThat(second.at("/items/0/id").asString())
        .isGreaterThan(first.at("/items/1/id").asString());

    assertThat(json(get("/api/v1/notes?limit=1000", null)).path("code").asString())
        .isEqualTo("invalid_limit");
    assertThat(json(get("/api/v1/notes?cursor=nonsense", null)).path("code").asString())
        .isEqualTo("invalid_cursor");
    assertThat(json(get("/api/v1/notes?limit=many", null)).path("code").asString()).isNotEmpty();
  }

  @Test
  void whatIsNotThereIsAProblem() throws Exception {
    assertThat(json(get("/api/v1/notes/" + UUID.randomUUID(), null)).path("code").asString())
        .isEqualTo("note_not_found");
    HttpResponse<String> unknown = get("/api/v1/unknown", customer());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).path("code").asString()).isEqualTo("not_found");
    assertThat(json(get("/api/v1/notes/not-a-uuid", null)).path("code").asString())
        .isEqualTo("bad_request");
  }

  @Test
  void internalPathsAreForServices() throws Exception {
    assertThat(get("/internal/ping", null).statusCode()).isEqualTo(401);
    assertThat(get("/internal/ping", customer()).statusCode()).isEqualTo(403);
    assertThat(get("/internal/ping", issuer.issuer().service("order")).statusCode()).isEqualTo(200);
  }

  @Test
  void healthIsOnTheManagementPort() throws Exception {
    HttpResponse<String> ready =
        send(HttpRequest.newBuilder(management("/actuator/health/readiness")));
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"db\"");
    HttpResponse<String> metrics = send(HttpRequest.newBuilder(management("/actuator/prometheus")));
    assertThat(metrics.body()).contains("application=\"sample\"", "outbox_pending");
    assertThat(send(HttpRequest.newBuilder(management("/actuator/env"))).statusCode())
        .as("what is not exposed is not there, or not for everybody")
        .isIn(401, 404);
  }

  @Test
  void openApiNamesTheKey() throws Exception {
    JsonNode document = json(get("/v3/api-docs", null));
    assertThat(document.at("/paths/~1api~1v1~1notes/post/parameters/0/name").asString())
        .isEqualTo("Idempotency-Key");
    assertThat(document.path("paths").propertyNames()).noneMatch(p -> p.startsWith("/internal"));
  }

  private static String customer() {
    return issuer.issuer().person(UUID.randomUUID(), "CUSTOMER");
  }

  private static HttpResponse<String> post(
      @Nullable String token, @Nullable String key, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/notes"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return send(request);
  }

  private static HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static URI management(String path) {
    return URI.create("http://localhost:" + managementPort + path);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static long count(String sql) {
    return service.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
  }
}

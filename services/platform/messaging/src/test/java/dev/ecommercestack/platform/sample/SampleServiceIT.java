package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.tokens.Issuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a client of any service sees: security, paging, health. */
class SampleServiceIT extends SampleFixture {
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
    assertThat(metrics.body())
        .contains("application=\"sample\"", "outbox_pending")
        .contains("broker=\"kafka\"", "broker=\"rabbitmq\"");
    assertThat(send(HttpRequest.newBuilder(management("/actuator/env"))).statusCode())
        .as("what is not exposed is not there, or not for everybody")
        .isIn(401, 404);
  }
}

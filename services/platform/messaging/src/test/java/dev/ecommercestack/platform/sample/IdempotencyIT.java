package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a client of any service gets that sends a request again. */
class IdempotencyIT extends SampleFixture {
  @Test
  void creationNeedsAKey() throws Exception {
    HttpResponse<String> answer = post(customer(), null, "{\"text\":\"a\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("idempotency_key_required");
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
    assertThat(json(answer).path("code").asString()).isEqualTo("conflict");
    assertThat(count("select count(*) from note where text = 'forbidden'")).isZero();
    assertThat(count("select count(*) from outbox where payload like '%forbidden%'")).isZero();
    assertThat(post(token, key, "{\"text\":\"allowed\"}").statusCode()).isEqualTo(201);
  }
}

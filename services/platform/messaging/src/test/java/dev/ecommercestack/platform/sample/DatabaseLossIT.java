package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told whose request loses the database on the way. */
class DatabaseLossIT extends SampleFixture {
  /** Each table is first touched at another time: before the method, within, and at the commit. */
  @ParameterizedTest
  @ValueSource(strings = {"idempotency_key", "outbox", "note"})
  void isToldToTryAgainAndThatHasOneEffect(String table) throws Exception {
    String token = customer();
    String key = UUID.randomUUID().toString();
    String body = "{\"text\":\"%s\"}".formatted(key);
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor();
        Connection database = database();
        Statement statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("lock table " + table + " in access exclusive mode");
      Future<HttpResponse<String>> cut = client.submit(() -> post(token, key, body));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                // A lock is waited for again at once by whoever repeats, such as the relay.
                statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where wait_event_type = 'Lock'");
                return cut.isDone();
              });
      database.rollback();
      HttpResponse<String> answer = cut.get();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(json(answer).path("code").asString()).isEqualTo("unavailable");
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
    String written = "select count(*) from note where text = '%s'".formatted(key);
    assertThat(count(written)).isZero();
    assertThat(post(token, key, body).statusCode()).isEqualTo(201);
    assertThat(count(written)).isEqualTo(1);
  }
}

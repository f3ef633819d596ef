package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Measurement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statistics that are taken between two requests of one reading: a real broker cannot be timed. */
class SecondLookTest {
  private final Deque<String> answers = new ArrayDeque<>();
  private volatile Duration answerTime = Duration.ZERO;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          pause();
          byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsNewStatisticsOfSecondLook() {
    answers.addAll(List.of(statistics(1, 10), statistics(1, 10), statistics(2, 20)));
    try (RabbitMqBacklogReader reader = reader()) {
      assertThat(published(reader.read())).isEqualTo(10);
      assertThat(published(reader.read())).isEqualTo(20);
    }
    assertThat(answers).isEmpty();
  }

  @Test
  void looksOnceWhenStatisticsAreNew() {
    answers.addAll(List.of(statistics(1, 10), statistics(2, 20)));
    try (RabbitMqBacklogReader reader = reader()) {
      assertThat(published(reader.read())).isEqualTo(10);
      assertThat(published(reader.read())).isEqualTo(20);
    }
  }

  @Test
  void keepsEarlierReadingWhenStatisticsStay() {
    answers.addAll(List.of(statistics(1, 10), statistics(1, 10), statistics(1, 10)));
    try (RabbitMqBacklogReader reader = reader()) {
      Map<String, Measurement<Backlog>> first = reader.read();
      assertThat(reader.read()).isEqualTo(first);
    }
  }

  @Test
  void keepsReadingOfSlowBroker() {
    answers.addAll(List.of(statistics(1, 10), statistics(1, 10), statistics(2, 20)));
    try (RabbitMqBacklogReader reader = reader()) {
      Map<String, Measurement<Backlog>> first = reader.read();
      answerTime = Duration.ofMillis(1500);
      assertThat(reader.read()).isEqualTo(first);
    }
  }

  private void pause() {
    try {
      Thread.sleep(answerTime);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RabbitMqBacklogReader reader() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new RabbitMqBacklogReader(
        new RabbitMqConnection(address, "shop", new BrokerLogin("operator", "secret"), null),
        List.of("jobs.payment"),
        Clock.systemUTC());
  }

  private static long published(Map<String, Measurement<Backlog>> read) {
    return read.get("jobs.payment")
            instanceof
            Measurement.Known<Backlog>(Backlog.Rabbitmq(_, _, _, Flow.Counter(long count), _), _)
        ? count
        : -1;
  }

  private static String statistics(long reductions, long published) {
    return """
    {"reductions": %d, "messages_ready": 0, "messages_unacknowledged": 0, "consumers": 1,
     "message_stats": {"publish": %d}}
    """
        .formatted(reductions, published);
  }
}

package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Measurement;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the depth of queues from the management API of RabbitMQ. The user needs the tag {@code
 * management} and any permission in the virtual host, even one that matches nothing ({@code ^$}).
 *
 * <p>The statistics of a queue are up to five seconds old. When they are the same as in the reading
 * before, the backlog and the time of the reading before are returned, so that a rate is never
 * computed over one statistics. While a queue has no leader, its statistics and so the time stay.
 */
public final class RabbitMqBacklogReader implements BacklogReader {
  /** The longest time of one reading. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

  private static final long MAX_ANSWER_BYTES = 4L * 1024 * 1024;

  private final RabbitMqConnection connection;
  private final Set<String> queues;
  private final Clock clock;
  private final CircuitBreaker breaker;
  private final Map<String, Reading> last = new HashMap<>();
  private @Nullable HttpClient client;

  /** The last statistics of a queue and what was read from them. */
  private record Reading(QueueStatistics statistics, int prefetch, Measurement<Backlog> backlog) {}

  /**
   * Makes a reader, which connects when it first reads.
   *
   * @param connection how to connect
   * @param queues names of the queues to read
   * @param clock gives the times of the readings
   */
  public RabbitMqBacklogReader(RabbitMqConnection connection, List<String> queues, Clock clock) {
    this.connection = connection;
    this.queues = new LinkedHashSet<>(queues);
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock);
  }

  @Override
  public Map<String, Measurement<Backlog>> read() {
    return breaker.read(queues, this::readNow);
  }

  /**
   * Statistics that are the same as in the reading before are looked at once more. RabbitMQ takes
   * new ones a little less often than every five seconds: who looks every five seconds would now
   * and then meet the old ones, and one statistics would count for ten seconds in the next reading.
   * A slow broker is not asked again: the time would run out and take the first answer with it.
   */
  private Map<String, Measurement<Backlog>> readNow() throws BrokerException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Map<String, Measurement<Backlog>> backlogs = new HashMap<>();
    List<String> unchanged = read(queues, deadline, backlogs);
    boolean enoughTime = deadline - System.nanoTime() > 2 * SECOND_LOOK.toNanos();
    if (!unchanged.isEmpty() && enoughTime) {
      Thread.sleep(SECOND_LOOK);
      read(unchanged, deadline, backlogs);
    }
    return backlogs;
  }

  /**
   * One queue after the other over one connection: only this answer has the consumers as well.
   *
   * @return the queues whose statistics are those of the reading before
   */
  private List<String> read(
      Collection<String> names, long deadline, Map<String, Measurement<Backlog>> backlogs)
      throws BrokerException, InterruptedException {
    List<String> unchanged = new ArrayList<>();
    for (String queue : names) {
      Reading before = last.get(queue);
      HttpResponse<String> answer = get(queue, deadline);
      Measurement<Backlog> backlog =
          answer.statusCode() == 404
              ? Measurement.unknown(
                  "RabbitMQ has no queue %s in virtual host %s"
                      .formatted(queue, connection.vhost()))
              : measurement(queue, QueueStatistics.parse(answer.body()));
      backlogs.put(queue, backlog);
      if (before != null && before.backlog() == backlog) {
        unchanged.add(queue);
      }
    }
    return unchanged;
  }

  private Measurement<Backlog> measurement(String queue, Optional<QueueStatistics> found) {
    if (found.isEmpty()) {
      return Measurement.unknown("RabbitMQ has no statistics of queue %s yet".formatted(queue));
    }
    QueueStatistics statistics = found.get();
    Reading before = last.get(queue);
    if (before != null && before.statistics().id() == statistics.id()) {
      return before.backlog();
    }
    int prefetch = statistics.prefetch().orElse(before == null ? 1 : before.prefetch());
    Measurement<Backlog> backlog = Measurement.known(statistics.backlog(prefetch), clock.instant());
    last.put(queue, new Reading(statistics, prefetch, backlog));
    return backlog;
  }

  private HttpResponse<String> get(String queue, long deadline)
      throws BrokerException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(queue)).header("Authorization", authorization()).build();
    CompletableFuture<HttpResponse<String>> answer =
        client()
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
    try {
      return accepted(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw failure(e);
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpClient client() throws BrokerException {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .connectTimeout(TIMEOUT);
      if (connection.tls() != null) {
        builder.sslContext(TrustedCertificates.sslContext(connection.tls()));
      }
      client = builder.build();
    }
    return client;
  }

  private URI address(String queue) {
    return URI.create(
        "%s/api/queues/%s/%s?columns=%s"
            .formatted(
                connection.managementUrl().toString().replaceAll("/+$", ""),
                encode(connection.vhost()),
                encode(queue),
                QueueStatistics.COLUMNS));
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String authorization() {
    String pair = connection.login().username() + ":" + connection.login().password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> accepted(HttpResponse<String> answer) throws BrokerException {
    int status = answer.statusCode();
    if (status == 200 || status == 404) {
      return answer;
    }
    String user = connection.login().username();
    if (status != 401) {
      throw new BrokerException(rabbitMq() + " answered with HTTP " + status);
    }
    if (answer.body().contains("virtual host")) {
      throw new BrokerException(
          "user %s has no permission in virtual host %s of RabbitMQ, or there is none of that name"
              .formatted(user, connection.vhost()));
    }
    if (answer.body().contains("management user")) {
      throw new BrokerException(
          "user %s may not use the management API of RabbitMQ: it needs the tag management"
              .formatted(user));
    }
    throw new BrokerException(
        "%s refused the login of user %s: the Secret and the broker differ until declare has run again"
            .formatted(rabbitMq(), user));
  }

  private BrokerException failure(Throwable cause) {
    return new BrokerException(
        switch (cause) {
          case SSLException _ ->
              rabbitMq()
                  + " has a certificate that is not trusted: "
                  + BrokerException.innermost(cause);
          case TimeoutException _, HttpConnectTimeoutException _ ->
              rabbitMq() + " did not answer within " + TIMEOUT.toSeconds() + " s";
          case ConnectException _ -> rabbitMq() + " cannot be reached";
          case IOException _ -> rabbitMq() + " cannot be read: " + BrokerException.innermost(cause);
          default -> rabbitMq() + " cannot be read: " + cause;
        },
        cause);
  }

  private String rabbitMq() {
    return "RabbitMQ at " + connection.managementUrl().getAuthority();
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }
}

package dev.ecommercestack.operator.manager.dependencies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ecommercestack.contracts.access.Backing;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks over HTTP. A pod is not trusted: its answer is bounded in time and in size. */
public final class HttpHealthReader implements HealthReader {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /**
   * A service whose database, RabbitMQ, Kafka and Redis all do not answer waits 5 s, 3 s, 2 s and 1
   * s for them, one after the other.
   */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private static final long MAX_ANSWER_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  @Override
  public HealthAnswer read(URI address) {
    var request = HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    var answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
    try {
      return read(answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new HealthAnswer.NoAnswer(
          "no answer within %d s".formatted(ANSWER_TIMEOUT.toSeconds()));
    } catch (ExecutionException e) {
      return new HealthAnswer.NoAnswer(
          switch (e.getCause()) {
            case ConnectException cause -> "its management port cannot be reached";
            case HttpConnectTimeoutException cause -> "its management port cannot be reached";
            case null, default -> "its answer cannot be read";
          });
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new HealthAnswer.NoAnswer("the operator stops");
    }
  }

  /** 503 is the answer of a service with something down. */
  private static HealthAnswer read(HttpResponse<String> answer) {
    if (answer.statusCode() != 200 && answer.statusCode() != 503) {
      return new HealthAnswer.NoAnswer("it answers with HTTP " + answer.statusCode());
    }
    try {
      return new HealthAnswer.Reported(available(JSON.readTree(answer.body()).path("components")));
    } catch (IOException e) {
      return new HealthAnswer.NoAnswer("its answer cannot be read");
    }
  }

  private static Map<Backing, Boolean> available(JsonNode components) {
    var available = new EnumMap<Backing, Boolean>(Backing.class);
    for (var backing : Backing.values()) {
      switch (components.path(component(backing)).path("status").asText()) {
        case "UP" -> available.put(backing, true);
        case "DOWN", "OUT_OF_SERVICE" -> available.put(backing, false);
        default -> {}
      }
    }
    return available;
  }

  /** The name of Spring Boot's health component. */
  private static String component(Backing backing) {
    return switch (backing) {
      case KAFKA -> "kafka";
      case RABBITMQ -> "rabbit";
      case REDIS -> "redis";
      case POSTGRESQL -> "db";
    };
  }
}

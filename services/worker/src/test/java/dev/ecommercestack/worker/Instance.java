package dev.ecommercestack.worker;

import static org.awaitility.Awaitility.await;

import dev.ecommercestack.common.id.Uuid7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running instance of the service, spoken to over HTTP. */
final class Instance implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;
  private final Issuer issuer;

  private Instance(ConfigurableApplicationContext context, Issuer issuer) {
    this.context = context;
    this.issuer = issuer;
  }

  static Instance start(Surroundings surroundings, String... more) {
    return new Instance(
        new SpringApplicationBuilder(WorkerApplication.class).run(surroundings.arguments(more)),
        surroundings.issuer());
  }

  /**
   * What was answered.
   *
   * @param body JSON; empty when there was none
   */
  record Answer(int status, JsonNode body) {}

  /** Changes settings while the service runs, as a ConfigMap does. */
  void settings(Map<String, Object> values) {
    var sources = context.getEnvironment().getPropertySources();
    sources.remove("test");
    sources.addFirst(new MapPropertySource("test", values));
    context.publishEvent(new EnvironmentChangeEvent(context, values.keySet()));
  }

  Answer get(String path) {
    return send("GET", path, issuer.person(Uuid7.next(), "ADMIN"));
  }

  Answer post(String path) {
    return send("POST", path, issuer.person(Uuid7.next(), "ADMIN"));
  }

  Answer send(String method, String path, String token) {
    HttpResponse<String> response =
        exchange(
            HttpRequest.newBuilder(uri("local.server.port", path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    String text = response.body();
    return new Answer(
        response.statusCode(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** Waits until a job has a status; returns it. */
  JsonNode awaitJob(UUID id, String status) {
    return await("job %s %s".formatted(id, status))
        .atMost(Others.DEADLINE)
        .until(
            () -> get("/api/v1/jobs/" + id).body(),
            job -> job.path("status").asString("").equals(status));
  }

  /** A number that operators watch. */
  double metric(String name, String... labels) {
    String page =
        exchange(
                HttpRequest.newBuilder(uri("local.management.port", "/actuator/prometheus"))
                    .build())
            .body();
    return page.lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  int health(String group) {
    return exchange(
            HttpRequest.newBuilder(uri("local.management.port", "/actuator/health/" + group))
                .build())
        .statusCode();
  }

  private URI uri(String portProperty, String path) {
    return URI.create(
        "http://localhost:" + context.getEnvironment().getRequiredProperty(portProperty) + path);
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}

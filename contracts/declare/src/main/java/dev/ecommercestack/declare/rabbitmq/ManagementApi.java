package dev.ecommercestack.declare.rabbitmq;

import dev.ecommercestack.contracts.declare.DeclareConfig.RabbitMq;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.TrustedCertificates;
import dev.ecommercestack.declare.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of RabbitMQ's management HTTP API, logged in as the administrator. */
final class ManagementApi implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client;
  private final String base;
  private final String authorization;

  ManagementApi(RabbitMq config, Credential admin) {
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .sslContext(TrustedCertificates.sslContext(config.caFile()))
            .build();
    base = config.managementUrl().toString().replaceAll("/+$", "");
    String pair = admin.username() + ":" + admin.password();
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the API path of these segments, each URL-encoded. */
  static String path(String... segments) {
    return Arrays.stream(segments)
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/", "/api/", ""));
  }

  /** Returns the resource at a path, empty when there is none. */
  Optional<JsonNode> get(String path) throws InterruptedException {
    HttpResponse<String> response = send("GET", path, "");
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(read(response.body()));
  }

  /** Creates or replaces the resource at a path. */
  void put(String path, Object body) throws InterruptedException {
    send("PUT", path, JSON.writeValueAsString(body));
  }

  /** Adds a resource to the collection at a path. */
  void post(String path, Object body) throws InterruptedException {
    send("POST", path, JSON.writeValueAsString(body));
  }

  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(REQUEST_TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (SSLHandshakeException e) {
      throw new MismatchException(
          "RabbitMQ at %s is not trusted: give the authority that signed its certificate as caFile. %s"
              .formatted(base, e.getMessage()));
    } catch (IOException e) {
      String cause = e instanceof ConnectException ? "no connection" : e.toString();
      throw new UnreachableException("RabbitMQ at %s does not answer: %s.".formatted(base, cause));
    }
    int status = response.statusCode();
    boolean absent = status == 404 && method.equals("GET");
    if (status < 300 || absent) {
      return response;
    }
    if (status == 401) {
      throw new MismatchException(
          "RabbitMQ at %s refuses the administrator's credential: correct rabbitmq-admin and give that user the tag administrator."
              .formatted(base));
    }
    String answer = "%s %s was answered %d: %s.".formatted(method, path, status, reason(response));
    if (status >= 500) {
      throw new UnreachableException("RabbitMQ at %s is not ready: %s".formatted(base, answer));
    }
    throw new MismatchException("RabbitMQ at %s refuses: %s".formatted(base, answer));
  }

  private static String reason(HttpResponse<String> response) {
    try {
      JsonNode reason = JSON.readTree(response.body()).path("reason");
      return reason.isString() ? reason.asString() : response.body().strip();
    } catch (JacksonException e) {
      return response.body().strip();
    }
  }

  private JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new MismatchException(
          "RabbitMQ's management API at %s does not answer in JSON: correct rabbitmq.managementUrl."
              .formatted(base));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.ecommercestack.gateway;

import dev.ecommercestack.testing.problems.ReturnedCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway that knows stubs of services instead of a registry. */
final class Gateway implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ConfigurableApplicationContext context;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Gateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts one with further settings, each {@code name=value}. */
  static Gateway start(List<String> settings) {
    Map<String, String> arguments = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "server.port=0",
                "management.server.port=0",
                "eureka.client.enabled=false",
                "gateway.drain=0s",
                "spring.main.banner-mode=off"),
            settings.stream())
        .forEach(
            setting -> arguments.put(setting.substring(0, setting.indexOf('=')), "--" + setting));
    return new Gateway(
        SpringApplication.run(GatewayApplication.class, arguments.values().toArray(String[]::new)));
  }

  /** Returns the settings that make the stubs the instances of a service; user has the keys. */
  static List<String> instances(String service, StubService... stubs) {
    List<String> settings = new ArrayList<>();
    if (service.equals("user")) {
      settings.add("ISSUER_URL=" + stubs[0].uri());
    }
    for (int i = 0; i < stubs.length; i++) {
      settings.add(
          "spring.cloud.discovery.client.simple.instances.%s[%d].uri=%s"
              .formatted(service, i, stubs[i].uri()));
    }
    return settings;
  }

  /** An answer. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String code() {
      return ReturnedCodes.add(json().path("code").asString(""));
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port("local.server.port") + path);
  }

  int port() {
    return port("local.server.port");
  }

  private int port(String property) {
    return context.getEnvironment().getRequiredProperty(property, Integer.class);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<InputStream> stream(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  Answer get(String path) {
    return get(path, null);
  }

  Answer get(String path, @Nullable String token) {
    return send(authorized(request(path), token).GET());
  }

  Answer post(String path, @Nullable String token, String body) {
    return send(
        authorized(request(path), token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder authorized(
      HttpRequest.Builder request, @Nullable String token) {
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  /** Sends a request line that no honest client would, and returns the status line. */
  String raw(String requestLine) throws IOException {
    return raw(requestLine, "Host: shop");
  }

  /** Sends a request line and header lines as they are, and returns the status line. */
  String raw(String requestLine, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (requestLine + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      return text.substring(0, Math.max(0, text.indexOf("\r\n")));
    }
  }

  /** Asks the management port. */
  Answer management(String path) {
    return send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + port("local.management.port") + path))
            .timeout(Duration.ofSeconds(30)));
  }

  @Override
  public void close() {
    context.close();
  }
}

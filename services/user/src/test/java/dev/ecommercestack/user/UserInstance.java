package dev.ecommercestack.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A running instance of the service, spoken to over HTTP. */
final class UserInstance implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  private UserInstance(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static UserInstance start(Database database, Credentials credentials, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database.url(),
                "--CREDENTIALS_DIR=" + credentials.directory(),
                "--server.port=0",
                "--management.server.port=0",
                "--eureka.client.enabled=false",
                "--service.shutdown.drain=0s",
                // The lowest cost: these tests are about other things.
                "--user.password.bcrypt-cost=10",
                "--user.password.patience=30s",
                "--user.keys.reload=200ms"));
    arguments.addAll(List.of(more));
    return new UserInstance(
        new SpringApplicationBuilder(UserApplication.class).run(arguments.toArray(String[]::new)));
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Answer signUp(String email) {
    return post(
        "/api/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "name", "Mina"));
  }

  Answer logIn(String email, String password) {
    return post("/api/v1/auth/login", Map.of("email", email, "password", password));
  }

  Answer refresh(String refreshToken) {
    return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
  }

  Answer me(String accessToken) {
    return send("GET", "/api/v1/users/me", null, accessToken);
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, body, null);
  }

  Answer send(
      String method, String path, @Nullable Map<String, ?> body, @Nullable String accessToken) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("local.server.port", path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Accept-Language", "en")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    HttpResponse<String> response = exchange(request.build());
    String text = response.body();
    return new Answer(
        response.statusCode(),
        response.headers(),
        text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** A number that operators watch. */
  double metric(String nameAndLabels) {
    String page =
        exchange(
                HttpRequest.newBuilder(uri("local.management.port", "/actuator/prometheus"))
                    .build())
            .body();
    return page.lines()
        .filter(line -> line.startsWith(nameAndLabels))
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

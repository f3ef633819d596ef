package dev.ecommercestack.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A running instance of the service, spoken to over HTTP. */
final class ProductInstance implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ConfigurableApplicationContext context;
  private final TestIssuer issuer;

  private ProductInstance(ConfigurableApplicationContext context, TestIssuer issuer) {
    this.context = context;
    this.issuer = issuer;
  }

  /** Returns the one that all tests share. */
  static ProductInstance shared() {
    return Shared.INSTANCE;
  }

  /** Starts another one; later arguments win. */
  static ProductInstance start(String... more) {
    Installation installation = Installation.shared();
    List<String> arguments = installation.arguments();
    for (String argument : more) {
      String name = argument.substring(0, argument.indexOf('=') + 1);
      arguments.removeIf(earlier -> earlier.startsWith(name));
      arguments.add(argument);
    }
    return new ProductInstance(
        new SpringApplicationBuilder(ProductApplication.class)
            .run(arguments.toArray(String[]::new)),
        installation.issuer());
  }

  Answer register(Map<String, ?> product) {
    return send("POST", "/api/v1/products", product, admin(), newKey());
  }

  /** Registers a product of that name for 10 000 won; returns its identifier. */
  String register(String name, int stock) {
    return register(product(name, stock)).expect(201).id();
  }

  static Map<String, Object> product(String name, int stock) {
    return new HashMap<>(
        Map.of(
            "sku",
            newSku(),
            "name",
            name,
            "description",
            "",
            "price",
            Map.of("amount", 10_000, "currency", "KRW"),
            "initialStock",
            stock));
  }

  static String newSku() {
    return "SKU-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
  }

  static String newKey() {
    return UUID.randomUUID().toString();
  }

  Answer change(String product, Map<String, ?> change) {
    return send("PATCH", "/api/v1/products/" + product, change, admin(), null);
  }

  Answer count(String product, long delta) {
    return send(
        "POST",
        "/api/v1/products/" + product + "/stock",
        Map.of("delta", delta, "reason", "counted"),
        admin(),
        newKey());
  }

  Answer get(String path) {
    return send("GET", path, null, null, null);
  }

  Answer product(String id) {
    return get("/api/v1/products/" + id);
  }

  long stock(String product) {
    return send("GET", "/api/v1/products/" + product, null, admin(), null)
        .expect(200)
        .number("stock");
  }

  Answer search(String query, String more) {
    return get("/api/v1/products?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more);
  }

  Answer reserve(UUID order, Map<String, Integer> quantities) {
    return reserve(order, quantities, Duration.ofMinutes(10));
  }

  Answer reserve(UUID order, Map<String, Integer> quantities, Duration ttl) {
    List<Map<String, ?>> lines =
        quantities.entrySet().stream()
            .<Map<String, ?>>map(
                line -> Map.of("productId", line.getKey(), "quantity", line.getValue()))
            .toList();
    return internal(
        "POST",
        "/internal/reservations",
        Map.of("orderId", order.toString(), "lines", lines, "ttlSeconds", ttl.toSeconds()));
  }

  Answer confirm(UUID order) {
    return internal("POST", "/internal/reservations/" + order + "/confirm", null);
  }

  Answer release(UUID order) {
    return internal("POST", "/internal/reservations/" + order + "/release", null);
  }

  Answer audit() {
    return internal("GET", "/internal/audit", null).expect(200);
  }

  Answer internal(String method, String path, @Nullable Map<String, ?> body) {
    return send(method, path, body, issuer.tokenOfService("order"), null);
  }

  String admin() {
    return issuer.tokenOf(UUID.randomUUID(), "ADMIN", "CUSTOMER");
  }

  String customer() {
    return issuer.tokenOf(UUID.randomUUID(), "CUSTOMER");
  }

  Answer send(
      String method,
      String path,
      @Nullable Map<String, ?> body,
      @Nullable String token,
      @Nullable String key) {
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
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    HttpResponse<String> response = exchange(request.build());
    String text = response.body();
    return new Answer(
        response.statusCode(),
        response.headers(),
        text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** A number that operators watch. */
  double metric(String name, String... labels) {
    return exchange(
            HttpRequest.newBuilder(uri("local.management.port", "/actuator/prometheus")).build())
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && Arrays.stream(labels).allMatch(line::contains))
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

  private static final class Shared {
    static final ProductInstance INSTANCE = start();
  }
}

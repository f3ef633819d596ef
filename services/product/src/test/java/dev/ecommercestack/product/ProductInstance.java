package dev.ecommercestack.product;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.DependencyHealth;
import dev.ecommercestack.testing.services.Http;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.Issuer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A running instance of the service, spoken to over HTTP. */
final class ProductInstance implements AutoCloseable {

  private final RunningService service;
  private final Issuer issuer;

  private ProductInstance(RunningService service, Issuer issuer) {
    this.service = service;
    this.issuer = issuer;
  }

  /** Returns the one that all tests share. */
  static ProductInstance shared() {
    return Shared.INSTANCE;
  }

  /** Starts another one; later arguments win. */
  static ProductInstance start(String... more) {
    TestEnvironment installation = TestEnvironment.shared();
    List<String> arguments = installation.arguments();
    arguments.addAll(List.of(more));
    return new ProductInstance(
        RunningService.start(ProductApplication.class, arguments), installation.issuer());
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

  /** Changes a product with the header {@code If-Match}. */
  Answer changeIf(String ifMatch, String product, Map<String, ?> change) {
    return service.send(
        "PATCH", "/api/v1/products/" + product, change, admin(), "If-Match", ifMatch);
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
    return send("GET", "/internal/audit", null, admin(), null).expect(200);
  }

  Answer internal(String method, String path, @Nullable Map<String, ?> body) {
    String caller = path.equals("/internal/products/import") ? "worker" : "order";
    return send(method, path, body, issuer.service(caller, "product"), null);
  }

  String admin() {
    return issuer.admin();
  }

  String customer() {
    return issuer.customer();
  }

  Answer send(
      String method,
      String path,
      @Nullable Map<String, ?> body,
      @Nullable String token,
      @Nullable String key) {
    return key == null
        ? service.send(method, path, body, token)
        : service.send(method, path, body, token, "Idempotency-Key", key);
  }

  /** Sends a body as it is; returns bytes as they are. */
  HttpResponse<byte[]> raw(
      String method,
      String path,
      HttpRequest.BodyPublisher body,
      String contentType,
      @Nullable String token,
      @Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.uri() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", contentType)
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return Http.exchange(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A number that operators watch. */
  double metric(String name, String... labels) {
    return service.metric(name, labels);
  }

  /** Checks of what it tells about its backing services. */
  DependencyHealth dependencyHealth() {
    return DependencyHealth.of(service, "product");
  }

  int health(String group) {
    return service.health(group);
  }

  @Override
  public void close() {
    service.close();
  }

  private static final class Shared {
    static final ProductInstance INSTANCE = start();
  }
}

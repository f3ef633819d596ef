package dev.ecommercestack.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * User, product and event as order sees them: a small HTTP server that keeps their rules, and fails
 * when it is told to.
 */
final class Neighbours implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Issuer issuer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Warehouse product = new Warehouse();
  private final Promotion event = new Promotion();
  private final Faults faults = new Faults();

  private Neighbours(HttpServer server, Issuer issuer) {
    this.server = server;
    this.issuer = issuer;
  }

  static Neighbours start(Issuer issuer) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Neighbours neighbours = new Neighbours(server, issuer);
      server.createContext("/", neighbours::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return neighbours;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String[] arguments() {
    String uri = "http://localhost:" + server.getAddress().getPort();
    return List.of("user", "product", "event").stream()
        .map(s -> "--spring.cloud.discovery.client.simple.instances." + s + "[0].uri=" + uri)
        .toArray(String[]::new);
  }

  UUID product(int pieces) {
    return product(pieces, 10_000, "KRW");
  }

  UUID product(int pieces, long price, String currency) {
    return locked(() -> product.product(pieces, Reply.money(price, currency)));
  }

  /** Changes the price of a product. */
  void price(UUID id, long price, String currency) {
    locked(
        () -> {
          product.price(id, Reply.money(price, currency));
          return id;
        });
  }

  UUID coupon(long amount) {
    return locked(() -> event.coupon(amount));
  }

  /** Lets another order use a coupon. */
  void useCoupon(UUID id) {
    locked(
        () -> {
          event.use(id);
          return id;
        });
  }

  /** Takes half off a product instead of a tenth; returns the id of the discount. */
  UUID halfOff(UUID id) {
    return locked(() -> event.halfOff(id));
  }

  int stock(UUID id) {
    return locked(() -> product.stock(id));
  }

  long couponHeldFor(UUID coupon) {
    return locked(() -> event.heldFor(coupon));
  }

  String couponState(UUID coupon) {
    return locked(() -> event.state(coupon));
  }

  /** Lets the time to live of a reservation end. */
  void expire(UUID order) {
    locked(() -> product.release(order));
  }

  /** Lets the next calls of an action fail, one after the other. */
  void failNext(String action, Fault... with) {
    faults.next(action, with);
  }

  /** Lets all calls of an action fail until {@link #recover}. */
  void failAlways(String action, Fault with) {
    faults.always(action, with);
  }

  void recover() {
    faults.end();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Reply reply;
    if (path.equals("/.well-known/jwks.json")) {
      reply = new Reply(200, JSON.readTree(issuer.keySet()));
    } else if (path.equals("/internal/service-tokens")) {
      reply = new Reply(200, Map.of("accessToken", issuer.service("order"), "expiresIn", 600));
    } else {
      String[] parts = path.split("/");
      reply = failing(parts, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
    }
    send(exchange, reply);
  }

  private Reply failing(String[] parts, JsonNode body) {
    String action = action(parts);
    Fault fault = faults.take(action).orElse(null);
    if (fault == Fault.ERROR) {
      return Reply.problem(500, "internal_error");
    }
    if (fault == Fault.SILENCE) {
      pause();
      return Reply.problem(503, "unavailable");
    }
    Reply reply = locked(() -> act(action, parts, body));
    return fault == Fault.LOST_ANSWER ? Reply.problem(503, "unavailable") : reply;
  }

  /**
   * Returns for example {@code reserve}, {@code stock-confirm}, {@code quote}, {@code coupon-hold}.
   */
  private static String action(String[] parts) {
    return switch (parts[2]) {
      case "reservations" -> parts.length == 3 ? "reserve" : "stock-" + parts[4];
      case "quotes" -> "quote";
      case "prices" -> "prices";
      default -> "coupon-" + parts[4];
    };
  }

  private Reply act(String action, String[] parts, JsonNode body) {
    return switch (action) {
      case "reserve" -> product.reserve(body);
      case "stock-confirm" -> product.confirm(UUID.fromString(parts[3]));
      case "stock-release" -> product.release(UUID.fromString(parts[3]));
      case "prices" -> product.prices(body);
      case "quote" -> event.quote(body);
      default -> event.coupon(parts[4], UUID.fromString(parts[3]), body);
    };
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      if (reply.status() == 204) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      byte[] bytes = JSON.writeValueAsString(reply.body()).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              reply.status() < 400 ? "application/json" : "application/problem+json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

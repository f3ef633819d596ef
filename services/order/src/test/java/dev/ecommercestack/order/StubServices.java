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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stub of the services user, product and event: an HTTP server that follows their contracts and
 * fails calls on demand.
 */
final class StubServices implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Issuer issuer;
  private final ReentrantLock lock = new ReentrantLock();
  private final StubProductService product = new StubProductService();
  private final StubEventService event = new StubEventService();
  private final InjectedFaults faults = new InjectedFaults();

  private StubServices(HttpServer server, Issuer issuer) {
    this.server = server;
    this.issuer = issuer;
  }

  static StubServices start(Issuer issuer) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      StubServices services = new StubServices(server, issuer);
      server.createContext("/", services::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return services;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String[] arguments() {
    String uri = "http://localhost:" + server.getAddress().getPort();
    return new String[] {
      "--ISSUER_URL=" + uri,
      "--spring.cloud.discovery.client.simple.instances.product[0].uri=" + uri,
      "--spring.cloud.discovery.client.simple.instances.event[0].uri=" + uri
    };
  }

  UUID product(int pieces) {
    return product(pieces, 10_000, "KRW");
  }

  UUID product(int pieces, long price, String currency) {
    return locked(() -> product.product(pieces, StubResponse.money(price, currency)));
  }

  /** Changes the price of a product. */
  void price(UUID id, long price, String currency) {
    locked(
        () -> {
          product.price(id, StubResponse.money(price, currency));
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
  void failNext(String action, CallFault... with) {
    faults.next(action, with);
  }

  /** Lets all calls of an action fail until {@link #recover}. */
  void failAlways(String action, CallFault with) {
    faults.always(action, with);
  }

  void recover() {
    faults.end();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    StubResponse reply;
    if (path.equals("/.well-known/jwks.json")) {
      reply = new StubResponse(200, JSON.readTree(issuer.keySet()));
    } else if (path.equals("/internal/service-tokens")) {
      reply =
          new StubResponse(200, Map.of("accessToken", issuer.service("order"), "expiresIn", 600));
    } else {
      String[] parts = path.split("/");
      reply = failing(parts, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body));
    }
    send(exchange, reply);
  }

  private StubResponse failing(String[] parts, JsonNode body) {
    String action = action(parts);
    CallFault fault = faults.take(action).orElse(null);
    if (fault == CallFault.ERROR) {
      return StubResponse.problem(500, "internal_error");
    }
    if (fault == CallFault.SILENCE) {
      pause();
      return StubResponse.problem(503, "unavailable");
    }
    StubResponse reply = locked(() -> act(action, parts, body));
    return fault == CallFault.LOST_ANSWER ? StubResponse.problem(503, "unavailable") : reply;
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

  private StubResponse act(String action, String[] parts, JsonNode body) {
    return switch (action) {
      case "reserve" -> product.reserve(body);
      case "stock-confirm" -> product.confirm(UUID.fromString(parts[3]));
      case "stock-release" -> product.release(UUID.fromString(parts[3]));
      case "prices" -> product.prices(body);
      case "quote" -> event.quote(body);
      default -> event.coupon(parts[4], UUID.fromString(parts[3]), body);
    };
  }

  private static void send(HttpExchange exchange, StubResponse reply) throws IOException {
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

package dev.ecommercestack.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.common.id.Uuid7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * User, product and event as order sees them: a small HTTP server that keeps stock and coupons by
 * the rules of their contract, and fails when it is told to.
 */
final class Neighbours implements AutoCloseable {
  /** How a call fails. */
  enum Fault {
    /** Nothing happens and 500 is answered. */
    ERROR,
    /** Nothing happens and nothing is answered. */
    SILENCE,
    /** It happens, but the answer is lost. */
    LOST_ANSWER
  }

  /** What a call is answered with. */
  private record Reply(int status, Object body) {
    static final Reply NO_CONTENT = new Reply(204, "");

    static Reply problem(int status, String code) {
      return new Reply(status, Map.of("status", status, "code", code, "detail", "No."));
    }
  }

  private static final class Reservation {
    final Map<UUID, Integer> lines = new LinkedHashMap<>();
    String state = "RESERVED";
  }

  private static final class Coupon {
    final long amount;
    String state = "AVAILABLE";
    @Nullable UUID order;

    Coupon(long amount) {
      this.amount = amount;
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long PRICE = 10_000;

  private final HttpServer server;
  private final Issuer issuer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, Integer> stock = new HashMap<>();
  private final Map<UUID, Reservation> reservations = new HashMap<>();
  private final Map<UUID, Coupon> coupons = new HashMap<>();
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final Map<String, Fault> outages = new ConcurrentHashMap<>();

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
    return locked(
        () -> {
          UUID id = Uuid7.next();
          stock.put(id, pieces);
          return id;
        });
  }

  UUID coupon(long amount) {
    return locked(
        () -> {
          UUID id = Uuid7.next();
          coupons.put(id, new Coupon(amount));
          return id;
        });
  }

  int stock(UUID product) {
    return locked(() -> stock.getOrDefault(product, -1));
  }

  String couponState(UUID coupon) {
    return locked(() -> java.util.Objects.requireNonNull(coupons.get(coupon)).state);
  }

  /** Lets the time to live of a reservation end. */
  void expire(UUID order) {
    locked(() -> release(order));
  }

  /** Lets the next calls of an action fail, one after the other. */
  void failNext(String action, Fault... with) {
    faults.computeIfAbsent(action, a -> new ConcurrentLinkedQueue<>()).addAll(List.of(with));
  }

  /** Lets all calls of an action fail until {@link #recover}. */
  void failAlways(String action, Fault with) {
    outages.put(action, with);
  }

  void recover() {
    outages.clear();
    faults.clear();
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
    Queue<Fault> planned = faults.getOrDefault(action, new ConcurrentLinkedQueue<>());
    Fault next = planned.poll();
    Fault fault = next == null ? outages.get(action) : next;
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
      default -> "coupon-" + parts[4];
    };
  }

  private Reply act(String action, String[] parts, JsonNode body) {
    return switch (action) {
      case "reserve" -> reserve(body);
      case "stock-confirm" -> confirm(UUID.fromString(parts[3]));
      case "stock-release" -> release(UUID.fromString(parts[3]));
      case "quote" -> quote(body);
      default -> coupon(parts[4], UUID.fromString(parts[3]), id(body, "orderId"));
    };
  }

  private Reply reserve(JsonNode body) {
    UUID order = id(body, "orderId");
    Reservation reservation = reservations.get(order);
    if (reservation == null) {
      reservation = new Reservation();
      for (JsonNode line : body.path("lines")) {
        UUID product = id(line, "productId");
        Integer pieces = stock.get(product);
        if (pieces == null) {
          return Reply.problem(404, "product_not_found");
        }
        if (pieces < line.path("quantity").asInt()) {
          return Reply.problem(409, "insufficient_stock");
        }
        reservation.lines.put(product, line.path("quantity").asInt());
      }
      reservation.lines.forEach((product, n) -> stock.merge(product, -n, Integer::sum));
      reservations.put(order, reservation);
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    reservation.lines.forEach(
        (product, n) ->
            lines.add(
                Map.of(
                    "productId",
                    product,
                    "sku",
                    "SKU-" + product.toString().substring(24).toUpperCase(java.util.Locale.ROOT),
                    "name",
                    "도마",
                    "categoryId",
                    product,
                    "unitPrice",
                    money(PRICE),
                    "quantity",
                    n)));
    return new Reply(
        201, Map.of("orderId", order, "expiresAt", "2026-11-22T03:00:00Z", "lines", lines));
  }

  private Reply confirm(UUID order) {
    Reservation reservation = reservations.get(order);
    if (reservation == null || reservation.state.equals("RELEASED")) {
      return Reply.problem(409, "reservation_expired");
    }
    reservation.state = "SOLD";
    return Reply.NO_CONTENT;
  }

  private Reply release(UUID order) {
    Reservation reservation = reservations.get(order);
    if (reservation != null && !reservation.state.equals("RELEASED")) {
      reservation.lines.forEach((product, n) -> stock.merge(product, n, Integer::sum));
      reservation.state = "RELEASED";
    }
    return Reply.NO_CONTENT;
  }

  /** Takes a tenth off as an always-on discount, and the coupon. */
  private Reply quote(JsonNode body) {
    long subtotal = 0;
    for (JsonNode line : body.path("lines")) {
      subtotal += line.path("unitPrice").path("amount").asLong() * line.path("quantity").asLong();
    }
    long discount = subtotal / 10;
    long off = 0;
    if (!body.path("couponId").isMissingNode()) {
      Coupon coupon = coupons.get(id(body, "couponId"));
      if (coupon == null || !coupon.state.equals("AVAILABLE")) {
        return Reply.problem(409, "coupon_not_usable");
      }
      off = Math.min(coupon.amount, subtotal - discount);
    }
    return new Reply(
        200,
        Map.of(
            "currency", "KRW",
            "subtotal", money(subtotal),
            "discounts",
                List.of(
                    Map.of("discountId", Uuid7.next(), "name", "상시 할인", "amount", money(discount))),
            "couponDiscount", money(off),
            "total", money(subtotal - discount - off)));
  }

  private Reply coupon(String action, UUID id, UUID order) {
    Coupon coupon = coupons.get(id);
    if (coupon == null) {
      return Reply.problem(404, "coupon_not_found");
    }
    boolean own = order.equals(coupon.order);
    switch (action) {
      case "hold" -> {
        if (!coupon.state.equals("AVAILABLE") && !own) {
          return Reply.problem(409, "coupon_not_usable");
        }
        coupon.order = order;
        coupon.state = coupon.state.equals("AVAILABLE") ? "HELD" : coupon.state;
      }
      case "redeem" -> {
        if (!own) {
          return Reply.problem(409, "coupon_not_usable");
        }
        coupon.state = "REDEEMED";
      }
      default -> {
        if (own) {
          coupon.state = "AVAILABLE";
          coupon.order = null;
        }
      }
    }
    return Reply.NO_CONTENT;
  }

  private static Map<String, Object> money(long amount) {
    return Map.of("amount", amount, "currency", "KRW");
  }

  private static UUID id(JsonNode node, String field) {
    return UUID.fromString(node.path(field).asString());
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

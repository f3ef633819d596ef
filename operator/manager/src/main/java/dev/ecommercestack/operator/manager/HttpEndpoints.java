package dev.ecommercestack.operator.manager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Health and metrics over HTTP: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class HttpEndpoints implements AutoCloseable {

  private static final String PROMETHEUS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT_CONTENT_TYPE = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoints(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts the server.
   *
   * @param port the TCP port to listen on; 0 for any free port
   * @param healthy whether the process works; when false, Kubernetes restarts it
   * @param ready whether the operator has started
   * @param metrics renders the metrics in Prometheus text format
   */
  static HttpEndpoints start(
      int port, BooleanSupplier healthy, BooleanSupplier ready, Supplier<String> metrics) {
    try {
      var server = HttpServer.create(new InetSocketAddress(port), 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/healthz", exchange -> answer(exchange, healthy.getAsBoolean()));
      server.createContext("/readyz", exchange -> answer(exchange, ready.getAsBoolean()));
      server.createContext(
          "/metrics", exchange -> answer(exchange, 200, PROMETHEUS_CONTENT_TYPE, metrics.get()));
      server.start();
      return new HttpEndpoints(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on port %d: %s; set HTTP_PORT".formatted(port, e.getMessage()), e);
    }
  }

  /** Returns the TCP port that the server listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static void answer(HttpExchange exchange, boolean good) throws IOException {
    answer(exchange, good ? 200 : 503, TEXT_CONTENT_TYPE, good ? "ok\n" : "not ok\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}

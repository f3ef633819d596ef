package dev.ecommercestack.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A stub of a service: an HTTP server on loopback whose responses the test chooses. */
final class StubService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<ReceivedRequest> seen = new CopyOnWriteArrayList<>();

  /** Answers a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** A request that arrived. */
  record ReceivedRequest(String method, URI uri, Headers headers, String body) {}

  private StubService(HttpServer server) {
    this.server = server;
  }

  static StubService start() {
    return start(0);
  }

  static StubService start(int port) {
    try {
      StubService stub =
          new StubService(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      stub.server.setExecutor(stub.threads);
      stub.server.createContext("/", stub::handle);
      stub.server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        new ReceivedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            body));
    answers.getOrDefault(exchange.getRequestURI().getPath(), json(404, "{}")).to(exchange);
  }

  StubService on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  StubService on(String path, String json) {
    return on(path, json(200, json));
  }

  static Answer json(int status, String json) {
    return exchange -> Replies.json(exchange, status, json);
  }

  /** Closes the connection after the request was read. */
  static Answer hangUp() {
    return exchange -> {
      throw new IOException("The test hangs up");
    };
  }

  /** Returns the requests for a path that arrived. */
  List<ReceivedRequest> seen(String path) {
    return seen.stream().filter(request -> request.uri().getPath().equals(path)).toList();
  }

  /** Returns the number of DELETE requests. */
  long deletions() {
    return seen.stream().filter(request -> request.method().equals("DELETE")).count();
  }

  void forget() {
    seen.clear();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://localhost:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

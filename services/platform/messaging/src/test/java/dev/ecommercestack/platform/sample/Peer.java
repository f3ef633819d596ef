package dev.ecommercestack.platform.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.Replies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Another service: answers as its paths say, and remembers who asked. */
final class Peer implements AutoCloseable {
  private final HttpServer server;
  final List<Request> requests = new CopyOnWriteArrayList<>();

  record Request(
      String method, String path, @Nullable String authorization, @Nullable String traceparent) {}

  private Peer(HttpServer server) {
    this.server = server;
  }

  static Peer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Peer peer = new Peer(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", peer::handle);
    server.start();
    return peer;
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            path,
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("traceparent")));
    switch (path) {
      case "/conflict" ->
          Replies.json(
              exchange, 409, "{\"code\":\"sold_out\",\"detail\":\"Nothing left.\",\"left\":0}");
      case "/broken" -> Replies.json(exchange, 503, "no JSON");
      case "/stranger" -> Replies.json(exchange, requests.size() == 1 ? 401 : 200, "{}");
      case "/slow" -> {
        try {
          Thread.sleep(3_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        Replies.json(exchange, 200, "{}");
      }
      default -> Replies.json(exchange, 200, "{\"path\":\"" + path + "\"}");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

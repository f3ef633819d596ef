package dev.ecommercestack.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.Replies;
import dev.ecommercestack.testing.tokens.Issuer;
import dev.ecommercestack.testing.tokens.IssuerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Stubs of user, which issues tokens, and of product, whose answers a test defines. */
final class StubServices implements AutoCloseable {
  private final HttpServer server;

  private StubServices(HttpServer server) {
    this.server = server;
  }

  static StubServices start(Issuer issuer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/.well-known/jwks.json", exchange -> Replies.json(exchange, 200, issuer.keySet()));
    server.createContext(
        "/internal/service-tokens",
        exchange -> Replies.json(exchange, 200, IssuerServer.serviceToken(issuer, "worker")));
    server.start();
    return new StubServices(server);
  }

  /** Lets product answer on a path. */
  void product(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** Lets product hand out a list of products as CSV. */
  void importedList(UUID importId, Stream<String> rows) {
    String csv = rows.collect(Collectors.joining("\n", "sku,name,price,currency\n", "\n"));
    product(
        "/internal/imports/" + importId + "/content", exchange -> Replies.json(exchange, 200, csv));
  }

  /** Answers a batch of an import of which product takes every row. */
  static void acceptAllRows(HttpExchange exchange, JsonNode request) throws IOException {
    Replies.json(
        exchange,
        200,
        "{\"jobId\":\"%s\",\"accepted\":%d,\"refused\":0,\"errors\":[]}"
            .formatted(request.path("jobId").asString(), request.path("rows").size()));
  }

  String[] arguments() {
    String uri = "http://localhost:" + server.getAddress().getPort();
    return new String[] {
      "--ISSUER_URL=" + uri,
      "--spring.cloud.discovery.client.simple.instances.product[0].uri=" + uri
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

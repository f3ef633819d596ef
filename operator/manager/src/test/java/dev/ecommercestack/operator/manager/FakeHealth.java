package dev.ecommercestack.operator.manager;

import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.operator.manager.dependencies.HealthAnswer;
import dev.ecommercestack.operator.manager.dependencies.HealthReader;
import dev.ecommercestack.operator.manager.dependencies.HttpHealthReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The management ports of all pods of a cluster without a kubelet: one HTTP server, to which the
 * real reader is led whatever address it asks.
 */
final class FakeHealth implements HealthReader {

  private final HealthReader http = new HttpHealthReader();
  private final Map<String, String> statuses = new ConcurrentHashMap<>();
  private final HttpServer server;

  private FakeHealth(HttpServer server) {
    this.server = server;
  }

  static FakeHealth start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var health = new FakeHealth(server);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              var components =
                  health.statuses.get(exchange.getRequestURI().getPath().split("/")[1]);
              if (components == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
              }
              var body = "{\"components\":{%s}}".formatted(components);
              var bytes = body.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(body.contains("DOWN") ? 503 : 200, bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
      return health;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets what the pod with an address answers; before that it has no such health group.
   *
   * @param components such as {@code "db": {"status": "UP"}}
   */
  void answer(String address, String components) {
    statuses.put(address, components);
  }

  @Override
  public HealthAnswer read(URI address) {
    return http.read(
        URI.create(
            "http://localhost:%d/%s%s"
                .formatted(server.getAddress().getPort(), address.getHost(), address.getPath())));
  }
}

package dev.ecommercestack.testing.tokens;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.ecommercestack.testing.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Key set and service tokens over HTTP, as the user service has them. */
public final class IssuerServer implements AutoCloseable {
  private final HttpServer server;
  private final Issuer issuer = new Issuer();
  private final AtomicInteger fetched = new AtomicInteger();

  private IssuerServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts one on a free port.
   *
   * @param service who fetches service tokens
   */
  public static IssuerServer start(String service) {
    try {
      IssuerServer started =
          new IssuerServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      started.server.createContext(
          "/.well-known/jwks.json",
          exchange -> Replies.json(exchange, 200, started.issuer.keySet()));
      started.server.createContext(
          "/internal/service-tokens",
          exchange -> {
            started.fetched.incrementAndGet();
            Replies.json(exchange, 200, serviceToken(started.issuer, service));
          });
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets user answer on the paths that begin like this. */
  public void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** Returns the answer with which a service gets its token, JSON. */
  public static String serviceToken(Issuer issuer, String service) {
    return "{\"accessToken\":\"%s\",\"expiresIn\":600}".formatted(issuer.service(service));
  }

  /** Returns who signs. */
  public Issuer issuer() {
    return issuer;
  }

  /** Returns the address. */
  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Returns how many service tokens were fetched. */
  public int serviceTokensFetched() {
    return fetched.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

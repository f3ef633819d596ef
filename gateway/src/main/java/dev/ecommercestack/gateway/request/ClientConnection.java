package dev.ecommercestack.gateway.request;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;

/**
 * How a client reached the shop: what it connected to before any trusted proxy in between.
 *
 * @param address the IP address of the client; {@code unknown} if the connection is closed already
 * @param scheme {@code http} or {@code https}
 * @param host the host, with its port, that the client sent the request to; empty if the request
 *     does not name one
 */
public record ClientConnection(String address, String scheme, String host) {
  private static final String ATTRIBUTE = ClientConnection.class.getName();

  /** Returns the client connection of a request. */
  public static ClientConnection of(ServerWebExchange exchange) {
    ClientConnection stored = exchange.getAttribute(ATTRIBUTE);
    return stored == null
        ? new ClientConnection(remoteAddress(exchange), scheme(exchange), "")
        : stored;
  }

  /** Returns the scheme of the connection to the gateway: {@code https} if it ends TLS itself. */
  public static String scheme(ServerWebExchange exchange) {
    return "https".equals(exchange.getRequest().getURI().getScheme()) ? "https" : "http";
  }

  /** Returns the IP address that a request came from, which may be that of a proxy. */
  public static String remoteAddress(ServerWebExchange exchange) {
    InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
    return remote == null || remote.getAddress() == null
        ? "unknown"
        : remote.getAddress().getHostAddress();
  }

  /** Stores this as the client connection of a request. */
  public void storeIn(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** Returns whether the client uses HTTPS, which the gateway ends or a trusted proxy before it. */
  public boolean secure() {
    return "https".equals(scheme);
  }
}

package dev.ecommercestack.gateway.request;

import java.net.InetSocketAddress;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a request came from, seen from outside: before any trusted proxy.
 *
 * @param address IP address; {@code unknown} if it has left already
 * @param scheme {@code http} or {@code https}
 * @param host what it took for the shop's host, with port; empty if it did not say
 */
public record Client(String address, String scheme, String host) {
  private static final String ATTRIBUTE = Client.class.getName();

  /** Returns a request's. */
  public static Client of(ServerWebExchange exchange) {
    Client known = exchange.getAttribute(ATTRIBUTE);
    return known == null ? new Client(peer(exchange), "http", "") : known;
  }

  /** Returns the address of who has connected, which may be a proxy. */
  public static String peer(ServerWebExchange exchange) {
    InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
    return peer == null || peer.getAddress() == null
        ? "unknown"
        : peer.getAddress().getHostAddress();
  }

  /** Remembers that this is a request's. */
  public void mark(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** Whether it came by HTTPS, ended by the proxy in front. */
  public boolean secure() {
    return "https".equals(scheme);
  }
}

package dev.ecommercestack.gateway.request;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.Connection;

/**
 * The mark of a connection whose request body is not valid HTTP. Reactor Netty ends such a body as
 * if it were complete, so a service would take what came before for the whole.
 */
public final class InvalidBody {
  private static final AttributeKey<Boolean> KEY = AttributeKey.valueOf(InvalidBody.class, "body");

  private InvalidBody() {}

  /** Marks a connection, which is closed after the response. */
  public static void mark(Channel channel) {
    channel.attr(KEY).set(true);
  }

  /** Returns whether the connection of a request is marked. */
  public static boolean isIn(ServerHttpRequest request) {
    Object server = ServerHttpRequestDecorator.getNativeRequest(request);
    return server instanceof Connection connection && connection.channel().hasAttr(KEY);
  }
}

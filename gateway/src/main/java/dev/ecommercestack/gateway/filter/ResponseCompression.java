package dev.ecommercestack.gateway.filter;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Which responses of services and of the gateway's endpoints are compressed on their way to the
 * client. Static files are compressed once, before.
 */
public final class ResponseCompression {
  private static final int MIN_LENGTH = 2048;

  private ResponseCompression() {}

  /** Returns whether a response is compressed for a client that accepts gzip. */
  public static boolean applies(HttpServerRequest request, HttpServerResponse response) {
    HttpHeaders headers = response.responseHeaders();
    return mayApply(request.uri(), headers.get(HttpHeaderNames.CONTENT_TYPE))
        && isLong(headers.get(HttpHeaderNames.CONTENT_LENGTH))
        && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
        && !headers.get(HttpHeaderNames.CACHE_CONTROL, "").contains("no-transform")
        // The compressed response would need a tag of its own, which If-Match could not use.
        && !headers.get(HttpHeaderNames.ETAG, "").startsWith("\"");
  }

  /**
   * Returns whether responses of a path and type depend on Accept-Encoding. Paths with cookies are
   * left out, as the length of a compressed response can reveal a secret in it (BREACH). Event
   * streams are left out, as compression would hold back events.
   *
   * @param path the path, with or without query
   * @param contentType the Content-Type; null without one
   */
  static boolean mayApply(String path, @Nullable String contentType) {
    return contentType != null
        && isText(withoutParameters(contentType).strip().toLowerCase(Locale.ROOT))
        && !path.startsWith("/api/v1/auth/")
        && !path.startsWith("/admin/");
  }

  private static String withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    return semicolon < 0 ? contentType : contentType.substring(0, semicolon);
  }

  private static boolean isText(String type) {
    return (type.startsWith("text/") && !type.equals("text/event-stream"))
        || type.equals("application/json")
        || type.endsWith("+json")
        || type.equals("image/svg+xml");
  }

  private static boolean isLong(@Nullable String length) {
    return length == null || Long.parseLong(length) >= MIN_LENGTH;
  }
}

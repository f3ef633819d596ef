package dev.ecommercestack.gateway.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A response 200 that any client may get.
 *
 * @param headers the headers that belong to the content
 * @param body the content
 * @param computedTag the weak entity tag of the content; null if the service has sent a tag of its
 *     own, which may be that of a part of the content and so is no reason for 304
 */
record SharedResponse(HttpHeaders headers, byte[] body, @Nullable String computedTag) {
  private static final List<String> CONTENT_HEADERS =
      List.of(
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.CACHE_CONTROL,
          HttpHeaders.ETAG,
          HttpHeaders.LAST_MODIFIED,
          HttpHeaders.CONTENT_LANGUAGE);

  /** Request headers on which a response may depend: the gateway itself deals with them. */
  private static final Set<String> KNOWN_VARY =
      Set.of(
          "accept-encoding",
          "origin",
          "access-control-request-method",
          "access-control-request-headers");

  private static final Pattern SHARED = Pattern.compile("(^|[ ,])s-maxage=[1-9]");
  private static final Pattern NOT_SHARED = Pattern.compile("(^|[ ,])(private|no-store)");

  /**
   * Returns whether a response says that a shared cache may keep it: it is 200 with {@code
   * s-maxage}, sets no cookie, and depends on nothing but its path.
   */
  static boolean mayBe(@Nullable HttpStatusCode status, HttpHeaders headers) {
    String cacheControl =
        Objects.requireNonNullElse(headers.getCacheControl(), "").toLowerCase(Locale.ROOT);
    return HttpStatus.OK.equals(status)
        && SHARED.matcher(cacheControl).find()
        && !NOT_SHARED.matcher(cacheControl).find()
        && !headers.containsHeader(HttpHeaders.SET_COOKIE)
        && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING)
        && headers.getVary().stream()
            .allMatch(name -> KNOWN_VARY.contains(name.toLowerCase(Locale.ROOT)));
  }

  static SharedResponse of(HttpHeaders headers, byte[] body) {
    HttpHeaders kept = new HttpHeaders();
    for (String name : CONTENT_HEADERS) {
      List<String> values = headers.get(name);
      if (values != null) {
        kept.put(name, values);
      }
    }
    return new SharedResponse(kept, body, headers.getETag() == null ? weakTag(body) : null);
  }

  /** Weak, so that the response may be compressed on its way. */
  private static String weakTag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes that this needs in memory, about. */
  int weight() {
    return body.length + 1024;
  }

  /** Answers a request with this, or with 304 if the client has it. */
  Mono<Void> writeTo(ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    HttpHeaders target = response.getHeaders();
    target.remove(HttpHeaders.TRANSFER_ENCODING);
    target.putAll(headers);
    if (computedTag != null && exchange.checkNotModified(computedTag)) {
      target.remove(HttpHeaders.CONTENT_TYPE);
      target.remove(HttpHeaders.CONTENT_LENGTH);
      return response.setComplete();
    }
    response.setStatusCode(HttpStatus.OK);
    target.setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SharedResponse response
        && headers.equals(response.headers)
        && Arrays.equals(body, response.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(headers, Arrays.hashCode(body));
  }

  @Override
  public String toString() {
    return "SharedResponse[" + body.length + " bytes]";
  }
}

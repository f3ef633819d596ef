package dev.ecommercestack.gateway.connection;

import dev.ecommercestack.gateway.filter.HostHeader;
import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the syntax of requests: what Netty's decoder has refused, and what it accepts although a
 * service could read it in another way, or refuse it without a problem document.
 */
final class RequestSyntax {
  /** Less than the services accept, as the gateway adds some. */
  private static final int MAX_HEADERS = 100;

  /** What RFC 3986 allows in a path or query besides letters, digits and percent-encoding. */
  private static final String PUNCTUATION = "-._~!$&'()*+,;=:@/?";

  /** What an IPv6 address in the authority of an absolute URI adds to it. */
  private static final String BRACKETS = "[]";

  private RequestSyntax() {}

  /** Returns why a request is refused; null if it is valid. */
  static @Nullable GatewayProblemException check(HttpRequest request) {
    Throwable failure = request.decoderResult().cause();
    if (failure instanceof TooLongHttpLineException) {
      return tooLongTarget();
    }
    if (failure instanceof TooLongHttpHeaderException || hasManyHeaders(request.headers())) {
      return tooManyHeaders();
    }
    if (failure instanceof TransferEncodingNotAllowedException
        || !hasValidEncoding(request.headers())) {
      return invalidEncoding();
    }
    return failure == null
        ? checkContent(request.uri(), request.headers())
        : GatewayProblemException.badRequest();
  }

  /**
   * Returns why a request of HTTP/2 is refused; null if it is valid.
   *
   * @param target the path and query
   * @param headers the headers, with a Host instead of the :authority
   * @param limits the limits that Netty's decoder of HTTP/1.1 has
   */
  static @Nullable GatewayProblemException checkFields(
      String target, HttpHeaders headers, SizeLimits limits) {
    if (target.length() > limits.target()) {
      return tooLongTarget();
    }
    if (hasManyHeaders(headers) || size(headers) > limits.headers()) {
      return tooManyHeaders();
    }
    return hasValidEncoding(headers) ? checkContent(target, headers) : invalidEncoding();
  }

  /**
   * The largest request that is accepted.
   *
   * @param target characters of the path and query
   * @param headers characters of all headers
   */
  record SizeLimits(long target, long headers) {}

  private static long size(HttpHeaders headers) {
    long size = 0;
    for (Map.Entry<String, String> header : headers) {
      size += header.getKey().length() + ": ".length() + header.getValue().length();
    }
    return size;
  }

  private static GatewayProblemException tooLongTarget() {
    return new GatewayProblemException(ProblemCode.URI_TOO_LONG, "Send a shorter path and query.");
  }

  private static boolean hasManyHeaders(HttpHeaders headers) {
    return headers.size() > MAX_HEADERS;
  }

  private static GatewayProblemException tooManyHeaders() {
    return new GatewayProblemException(
        ProblemCode.HEADERS_TOO_LARGE,
        "Send fewer or shorter headers: at most %d.".formatted(MAX_HEADERS));
  }

  private static GatewayProblemException invalidEncoding() {
    return new GatewayProblemException(
        ProblemCode.BAD_TRANSFER_ENCODING,
        "Send Transfer-Encoding: chunked in HTTP/1.1, or leave it out.");
  }

  private static @Nullable GatewayProblemException checkContent(
      String target, HttpHeaders headers) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!isValid(path, path.startsWith("/") ? PUNCTUATION : PUNCTUATION + BRACKETS)) {
      return GatewayProblemException.badPath();
    }
    if (query >= 0 && !isValid(target.substring(query), PUNCTUATION)) {
      return new GatewayProblemException(
          ProblemCode.BAD_QUERY,
          "Percent-encode the values of the query in UTF-8, for example %5Ba%5D for [a].");
    }
    if (!HostHeader.isValid(headers.getAll(HttpHeaderNames.HOST))) {
      return HostHeader.invalid();
    }
    String expect = headers.get(HttpHeaderNames.EXPECT);
    return expect == null || expect.equalsIgnoreCase("100-continue")
        ? null
        : new GatewayProblemException(
            ProblemCode.EXPECTATION_FAILED, "Send Expect: 100-continue, or leave it out.");
  }

  private static boolean hasValidEncoding(HttpHeaders headers) {
    List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"));
  }

  /** Returns whether a part of a URI consists of letters, digits, %HH and the punctuation. */
  static boolean isValid(String part, String punctuation) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '%') {
        if (i + 2 >= part.length() || !isHex(part.charAt(i + 1)) || !isHex(part.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isLetterOrDigit(c) && punctuation.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return HexFormat.isHexDigit(c);
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}

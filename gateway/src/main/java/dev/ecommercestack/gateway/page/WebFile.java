package dev.ecommercestack.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A text file that the gateway keeps in memory, as it is and compressed. Both have an entity tag of
 * their own, so that a cache never takes one for the other.
 *
 * @param plain the file as it is
 * @param gzip the compressed file
 * @param type its content type
 * @param contentSecurityPolicy the header of this name; null for the policy of all responses
 */
record WebFile(
    Content plain, Content gzip, MediaType type, @Nullable String contentSecurityPolicy) {
  /** Accepts gzip, without a quality value of zero. */
  private static final Pattern ACCEPTS_GZIP =
      Pattern.compile(
          "(?:^|.*,)\\s*gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[0-9.]+\\s*)?(?:,.*|$)",
          Pattern.CASE_INSENSITIVE);

  /**
   * One form of a file.
   *
   * @param bytes its bytes
   * @param etag its entity tag, in quotes
   */
  record Content(byte[] bytes, String etag) {}

  /**
   * Reads and compresses a file.
   *
   * @param contentSecurityPolicy the header of this name; null for the policy of all responses
   */
  static WebFile read(Resource file, MediaType type, @Nullable String contentSecurityPolicy) {
    try (InputStream in = file.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String hash = HexFormat.of().formatHex(digest, 0, 8);
      return new WebFile(
          new Content(bytes, '"' + hash + '"'),
          new Content(compress(bytes), '"' + hash + "-gzip\""),
          type,
          contentSecurityPolicy);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** Answers a GET request with the file, or 304 if the client has it already. */
  Mono<ServerResponse> respond(ServerRequest request) {
    Content content = acceptsGzip(request.headers().header("Accept-Encoding")) ? gzip : plain;
    // Also set for 304: its headers replace those of the cached response (RFC 9111, 4.3.4).
    HttpHeaders headers = request.exchange().getResponse().getHeaders();
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    headers.setCacheControl(CacheControl.noCache());
    if (contentSecurityPolicy != null) {
      headers.set("Content-Security-Policy", contentSecurityPolicy);
    }
    return request.checkNotModified(content.etag()).switchIfEmpty(Mono.defer(() -> send(content)));
  }

  private Mono<ServerResponse> send(Content content) {
    ServerResponse.BodyBuilder response =
        ServerResponse.ok().contentType(type).eTag(content.etag());
    if (content.equals(gzip)) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response.bodyValue(content.bytes());
  }

  static boolean acceptsGzip(List<String> acceptEncoding) {
    return ACCEPTS_GZIP.matcher(String.join(",", acceptEncoding)).matches();
  }
}

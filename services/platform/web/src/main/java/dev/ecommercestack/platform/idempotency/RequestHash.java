package dev.ecommercestack.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The hash of what tells requests apart, computed while the body is read. */
final class RequestHash {
  private final MessageDigest digest;

  private RequestHash(MessageDigest digest) {
    this.digest = digest;
  }

  /** Begins with method, URI and query. */
  static RequestHash of(HttpServletRequest request) {
    RequestHash hash = new RequestHash(sha256());
    hash.part(request.getMethod());
    hash.part(request.getRequestURI());
    hash.part(request.getQueryString());
    return hash;
  }

  void add(byte[] body, int length) {
    digest.update(body, 0, length);
  }

  byte[] end(byte[] body) {
    return digest.digest(body);
  }

  private void part(@Nullable String part) {
    if (part != null) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}

package dev.ecommercestack.platform.idempotency;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** A request whose body is buffered, so that it can be read again. */
final class RepeatableRequest extends HttpServletRequestWrapper implements AutoCloseable {
  private final BufferedBody body;

  private RepeatableRequest(HttpServletRequest request, BufferedBody body) {
    super(request);
    this.body = body;
  }

  /**
   * Reads the body.
   *
   * @param request the request
   * @param inMemory the largest body in bytes that is buffered in memory
   * @param limit the largest body in bytes that is accepted
   * @param files one permit for each body that is in a file
   * @throws ProblemException 413 if the body is longer than {@code limit} bytes, 503 if no permit
   *     is left
   */
  static RepeatableRequest of(HttpServletRequest request, int inMemory, long limit, Semaphore files)
      throws IOException {
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    InputStream in = request.getInputStream();
    byte[] start = in.readNBytes((int) Math.min(inMemory, limit) + 1);
    if (start.length > limit) {
      throw tooLarge(limit);
    }
    RequestHash hash = RequestHash.of(request);
    return new RepeatableRequest(
        request,
        start.length <= inMemory
            ? new BufferedBody.InMemory(start, hash.end(start))
            : inFile(start, in, limit, files, hash));
  }

  private static BufferedBody inFile(
      byte[] start, InputStream in, long limit, Semaphore files, RequestHash hash)
      throws IOException {
    if (!files.tryAcquire()) {
      throw new ProblemException(
          ProblemCode.TOO_MANY_UPLOADS,
          "Other long requests are being received. Repeat this one in a moment.");
    }
    try {
      return BufferedBody.InFile.read(start, in, limit, hash, files::release)
          .orElseThrow(() -> tooLarge(limit));
    } catch (IOException | RuntimeException e) {
      files.release();
      throw e;
    }
  }

  private static ProblemException tooLarge(long limit) {
    return new ProblemException(
        ProblemCode.CONTENT_TOO_LARGE, "The body may have at most %d bytes.".formatted(limit));
  }

  /** Returns the hash of what tells requests apart: method, URI, query and body. */
  byte[] hash() {
    return body.hash();
  }

  @Override
  public ServletInputStream getInputStream() {
    return new BufferedBody.BodyStream(body.open());
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(
            getInputStream(),
            encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}

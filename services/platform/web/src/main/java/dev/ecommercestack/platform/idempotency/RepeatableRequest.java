package dev.ecommercestack.platform.idempotency;

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
import org.springframework.http.HttpStatus;

/** A request whose body has been read already and can be read once more. */
final class RepeatableRequest extends HttpServletRequestWrapper implements AutoCloseable {
  private final ReadBody body;

  private RepeatableRequest(HttpServletRequest request, ReadBody body) {
    super(request);
    this.body = body;
  }

  /**
   * Reads the body.
   *
   * @param inMemory up to how many bytes it stays in memory
   * @param limit how many bytes it may have
   * @param files one permit for each body that is in a file
   * @throws ProblemException 413 if it is longer than {@code limit} bytes, 503 if there are too
   *     many in files
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
            ? new ReadBody.InMemory(start, hash.end(start))
            : inFile(start, in, limit, files, hash));
  }

  private static ReadBody inFile(
      byte[] start, InputStream in, long limit, Semaphore files, RequestHash hash)
      throws IOException {
    if (!files.tryAcquire()) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too_many_uploads",
          "Other long requests are being received. Repeat this one in a moment.");
    }
    try {
      return ReadBody.InFile.read(start, in, limit, hash, files::release)
          .orElseThrow(() -> tooLarge(limit));
    } catch (IOException | RuntimeException e) {
      files.release();
      throw e;
    }
  }

  private static ProblemException tooLarge(long limit) {
    return new ProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "content_too_large",
        "The body may have at most %d bytes.".formatted(limit));
  }

  /** Returns a hash of everything that makes this request another one: method, URI, query, body. */
  byte[] hash() {
    return body.hash();
  }

  @Override
  public ServletInputStream getInputStream() {
    return new ReadBody.Stream(body.open());
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

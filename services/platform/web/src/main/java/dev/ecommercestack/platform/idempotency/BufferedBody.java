package dev.ecommercestack.platform.idempotency;

import dev.ecommercestack.platform.file.UnlinkedTempFile;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The body of a request, buffered in memory or in a file. */
sealed interface BufferedBody extends AutoCloseable {
  /** Returns the body from its beginning. */
  InputStream open();

  /** Returns the hash of the whole request. */
  byte[] hash();

  @Override
  default void close() throws IOException {}

  /** A short body. */
  @SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
  record InMemory(byte[] bytes, byte[] hash) implements BufferedBody {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** A long body; the file is deleted when this is closed. */
  @SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
  record InFile(UnlinkedTempFile file, byte[] hash, Runnable closed) implements BufferedBody {
    private static final int BUFFER_SIZE = 64 * 1024;

    /**
     * Reads the rest of a body into a file.
     *
     * @param start the bytes that were read before
     * @param in the rest of the body
     * @param limit the largest size of the body in bytes
     * @param hash the hash of the request so far
     * @param closed called after the file is deleted
     * @return empty, with the file deleted, if the body is longer than {@code limit} bytes
     */
    static Optional<BufferedBody> read(
        byte[] start, InputStream in, long limit, RequestHash hash, Runnable closed)
        throws IOException {
      UnlinkedTempFile file = UnlinkedTempFile.create("request");
      boolean complete = false;
      try {
        complete = copy(start, in, limit, hash, file) <= limit;
      } finally {
        if (!complete) {
          file.close();
        }
      }
      return complete
          ? Optional.of(new InFile(file, hash.end(new byte[0]), closed))
          : Optional.empty();
    }

    /** Returns the number of bytes read; more than {@code limit} if the body is too long. */
    private static long copy(
        byte[] start, InputStream in, long limit, RequestHash hash, UnlinkedTempFile file)
        throws IOException {
      OutputStream out = file.writer();
      out.write(start);
      hash.add(start, start.length);
      long length = start.length;
      byte[] buffer = new byte[BUFFER_SIZE];
      int read = 0;
      while (length <= limit && (read = in.read(buffer)) >= 0) {
        out.write(buffer, 0, read);
        hash.add(buffer, read);
        length += read;
      }
      return length;
    }

    @Override
    public InputStream open() {
      return new BufferedInputStream(file.reader());
    }

    @Override
    public void close() throws IOException {
      try {
        file.close();
      } finally {
        closed.run();
      }
    }
  }

  /** The body as a servlet reads it. */
  final class BodyStream extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    BodyStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      finished = read < 0;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      finished = read < 0;
      return read;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException(
          "This body is buffered and cannot be read asynchronously");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

package dev.ecommercestack.platform.idempotency;

import dev.ecommercestack.platform.file.NamelessFile;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The body of a request, read already. */
sealed interface ReadBody extends AutoCloseable {
  /** Returns the body from its beginning. */
  InputStream open();

  /** Returns the hash of the whole request. */
  byte[] hash();

  @Override
  default void close() throws IOException {}

  /** A short one. */
  @SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
  record InMemory(byte[] bytes, byte[] hash) implements ReadBody {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** A long one; the file goes when it is closed. */
  @SuppressWarnings("ArrayRecordComponent") // Passed through once, never compared.
  record InFile(NamelessFile file, byte[] hash, Runnable closed) implements ReadBody {
    private static final int BUFFER = 64 * 1024;

    /**
     * Reads the rest of a body into a file.
     *
     * @param start what was read of it before
     * @param closed what to do when the file has gone
     * @return empty, and nothing left behind, if it is longer than {@code limit} bytes
     */
    static Optional<ReadBody> read(
        byte[] start, InputStream in, long limit, RequestHash hash, Runnable closed)
        throws IOException {
      NamelessFile file = NamelessFile.create("request");
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

    /** Returns how many bytes were read: all, or some more than {@code limit}. */
    private static long copy(
        byte[] start, InputStream in, long limit, RequestHash hash, NamelessFile file)
        throws IOException {
      OutputStream out = file.writer();
      out.write(start);
      hash.add(start, start.length);
      long length = start.length;
      byte[] buffer = new byte[BUFFER];
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

  /** A body as a servlet reads it. */
  final class Stream extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    Stream(InputStream in) {
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
      throw new UnsupportedOperationException("This body is read at once");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

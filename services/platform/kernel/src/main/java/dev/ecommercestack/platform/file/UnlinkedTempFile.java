package dev.ecommercestack.platform.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file without a name (unlinked as soon as it is open), so that it never outlives its
 * process, not even when that is killed. Its space is free again when it is closed.
 */
public final class UnlinkedTempFile implements AutoCloseable {
  private final FileChannel file;

  private UnlinkedTempFile(FileChannel file) {
    this.file = file;
  }

  /**
   * Creates an empty file in the directory for temporary files.
   *
   * @param prefix the beginning of its name, visible only if the process ends during the call
   */
  public static UnlinkedTempFile create(String prefix) throws IOException {
    return new UnlinkedTempFile(
        FileChannel.open(
            Files.createTempFile(prefix, null),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            // On Linux, this unlinks the file as soon as it is open.
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Returns a stream that appends to the file; it need not be closed. */
  public OutputStream writer() {
    return Channels.newOutputStream(file);
  }

  /** Returns a stream that reads the file from its beginning; it need not be closed. */
  public InputStream reader() {
    return new Reader(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Has a position of its own, so that several can read at once. */
  private static final class Reader extends InputStream {
    private final FileChannel file;
    private long position;

    Reader(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }
  }
}

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
 * A temporary file that never outlives its process, not even when that is killed: it has no name.
 * Its space is free again when it is closed.
 */
public final class NamelessFile implements AutoCloseable {
  private final FileChannel file;

  private NamelessFile(FileChannel file) {
    this.file = file;
  }

  /**
   * Returns an empty one in the directory for temporary files.
   *
   * @param kind what it is for; seen only if the process ends while it is made
   */
  public static NamelessFile create(String kind) throws IOException {
    return new NamelessFile(
        FileChannel.open(
            Files.createTempFile(kind, null),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            // On Linux, the name goes as soon as the file is open.
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Returns what writes to its end; need not be closed. */
  public OutputStream writer() {
    return Channels.newOutputStream(file);
  }

  /** Returns what reads it from its beginning; need not be closed. */
  public InputStream reader() {
    return new Reader(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Has a position of its own, so that there may be some. */
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

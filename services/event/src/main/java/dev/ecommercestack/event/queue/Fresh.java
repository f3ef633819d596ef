package dev.ecommercestack.event.queue;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is read for many at once: those who ask while it is being read share the next
 * reading, and nobody gets one that is older than he allows. They share a failure as well: what
 * cannot be read, and is slow to say so, is not asked for by one after the other.
 */
public final class Fresh<T> {
  private final Supplier<T> reader;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Seen<T> last;
  private volatile @Nullable Failed lastFailure;

  private record Seen<T>(T value, long begun) {}

  private record Failed(RuntimeException why, long begun) {}

  /**
   * @param reader reads it; what it throws goes to all who had asked before it began
   */
  public Fresh(Supplier<T> reader) {
    this.reader = reader;
  }

  /** Returns what a reading saw that began at most so long ago. */
  public T within(Duration age) {
    return since(System.nanoTime() - age.toNanos());
  }

  /** Returns what a reading saw that begins now or later. */
  public T now() {
    return since(System.nanoTime());
  }

  private T since(long moment) {
    Seen<T> seen = last;
    if (seen != null && seen.begun - moment >= 0) {
      return seen.value;
    }
    long asked = System.nanoTime();
    reading.lock();
    try {
      seen = last;
      if (seen != null && seen.begun - moment >= 0) {
        return seen.value;
      }
      Failed failed = lastFailure;
      if (failed != null && failed.begun - asked >= 0) {
        throw failed.why;
      }
      return read();
    } finally {
      reading.unlock();
    }
  }

  private T read() {
    long begun = System.nanoTime();
    try {
      T value = reader.get();
      last = new Seen<>(value, begun);
      return value;
    } catch (RuntimeException e) {
      lastFailure = new Failed(e, begun);
      throw e;
    }
  }
}

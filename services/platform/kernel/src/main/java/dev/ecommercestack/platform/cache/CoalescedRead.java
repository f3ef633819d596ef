package dev.ecommercestack.platform.cache;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value that many callers want at once, read by one of them at a time. Callers that wait for a
 * reading share its value, or that of the next one if it began too early for them. They share a
 * failure as well, so that a slow failure is not repeated by one caller after the other.
 */
public final class CoalescedRead<T> {
  private final Supplier<T> reader;
  // A lock that parks virtual threads.
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Success<T> lastSuccess;
  private volatile @Nullable Failure lastFailure;

  private record Success<T>(T value, long begunNanos) {}

  private record Failure(RuntimeException cause, long begunNanos, long endedNanos) {}

  /**
   * @param reader reads the value; all callers that wait get what it throws
   */
  public CoalescedRead(Supplier<T> reader) {
    this.reader = reader;
  }

  /** Returns a value whose reading began at most {@code age} before this call. */
  public T within(Duration age) {
    return since(System.nanoTime() - age.toNanos());
  }

  /** Returns a value whose reading begins after this call. */
  public T now() {
    return since(System.nanoTime());
  }

  /**
   * Returns the last value if it is still good, else that of a reading that ends after this call.
   *
   * @param good whether a value that was read before may be used
   */
  public T whileGood(Predicate<? super T> good) {
    return get(begunNanos -> true, good, Failure::endedNanos);
  }

  private T since(long momentNanos) {
    return get(begunNanos -> begunNanos - momentNanos >= 0, value -> true, Failure::begunNanos);
  }

  /**
   * @param sharedUntil when a caller must have asked at the latest to share a failure
   */
  private T get(
      LongPredicate lateEnough, Predicate<? super T> good, ToLongFunction<Failure> sharedUntil) {
    Success<T> success = lastSuccess;
    if (success != null && lateEnough.test(success.begunNanos) && good.test(success.value)) {
      return success.value;
    }
    long askedNanos = System.nanoTime();
    reading.lock();
    try {
      success = lastSuccess;
      if (success != null && lateEnough.test(success.begunNanos) && good.test(success.value)) {
        return success.value;
      }
      Failure failure = lastFailure;
      if (failure != null && sharedUntil.applyAsLong(failure) - askedNanos >= 0) {
        throw failure.cause;
      }
      return read();
    } finally {
      reading.unlock();
    }
  }

  private T read() {
    long begunNanos = System.nanoTime();
    try {
      T value = reader.get();
      lastSuccess = new Success<>(value, begunNanos);
      return value;
    } catch (RuntimeException e) {
      lastFailure = new Failure(e, begunNanos, System.nanoTime());
      throw e;
    }
  }
}

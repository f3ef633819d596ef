package dev.ecommercestack.product.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one caller at a time do what many want at once; the others get its answer. So a key that
 * expires while a thousand ask for it is read once.
 */
final class SingleFlight {
  private final Map<String, CompletableFuture<Object>> flights = new ConcurrentHashMap<>();

  /**
   * Returns an answer, one's own or that of the caller who is just getting it.
   *
   * @param key the same key means the same answer, of the same type
   */
  @SuppressWarnings("unchecked") // As the key says.
  <T> T join(String key, Supplier<T> work) {
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return (T) outcome(other);
    }
    try {
      T answer = work.get();
      mine.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, mine);
    }
  }

  /** Lets later callers ask anew: what is just being read is old. */
  void forget(String key) {
    flights.remove(key);
  }

  private static Object outcome(CompletableFuture<Object> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}

package dev.ecommercestack.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets many do things at once. */
final class Parallel {
  private Parallel() {}

  static <T> List<T> all(int threads, int times, Callable<T> work) throws Exception {
    return all(threads, IntStream.range(0, times).mapToObj(i -> work).toList());
  }

  static <T> List<T> all(int threads, List<? extends Callable<T>> work)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    }
  }
}

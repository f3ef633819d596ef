package dev.ecommercestack.platform.balancing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that get no requests for a while, because the last ones failed. One that cannot be
 * connected to is ejected at once, one that does not answer after three timeouts without an answer
 * between. After 5 s one request tries the instance; when that fails too, it is ejected twice as
 * long, up to 40 s. The registry needs 15 to 40 s to notice that an instance has crashed.
 */
public final class EjectedInstances {
  private static final Logger log = LoggerFactory.getLogger(EjectedInstances.class);

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final int LONGEST_DOUBLING = 3;
  private static final int TIMEOUTS = 3;

  /** After this time without a failure nothing is known of an address: pods come and go. */
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  /** Knows no failures yet. */
  public EjectedInstances() {
    this(System::nanoTime);
  }

  EjectedInstances(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The failures of one instance.
   *
   * @param timeouts how many requests in succession had no answer
   * @param ejections how many ejections followed one another; 0 if the instance gets requests
   * @param until the time, in nanoseconds, until which it is ejected, or of the last timeout
   */
  private record Failures(int timeouts, int ejections, long until) {
    boolean ejected() {
      return ejections > 0;
    }

    Failures ejectedAt(long now) {
      Duration time = SHORTEST.multipliedBy(1L << Math.min(ejections, LONGEST_DOUBLING));
      return new Failures(timeouts, ejections + 1, now + time.toNanos());
    }
  }

  /**
   * Returns the instances of a service that may get a request: all that are not ejected; a single
   * one that the request shall try; or all, when each is ejected.
   *
   * @param instances all instances
   * @param address returns the address of an instance
   */
  public <T> List<T> available(List<T> instances, Function<T, String> address) {
    if (failures.isEmpty() || instances.size() < 2) {
      return instances;
    }
    for (T instance : instances) {
      if (mayTry(address.apply(instance))) {
        return List.of(instance);
      }
    }
    List<T> others =
        instances.stream().filter(instance -> !isEjected(address.apply(instance))).toList();
    return others.isEmpty() ? instances : others;
  }

  private boolean isEjected(String address) {
    Failures known = failures.get(address);
    return known != null && known.ejected();
  }

  /** Returns true for one request when the time of an ejection is over, and starts the next. */
  private boolean mayTry(String address) {
    Failures known = failures.get(address);
    long now = nanoTime.getAsLong();
    return known != null
        && known.ejected()
        && now - known.until() >= 0
        && failures.replace(address, known, known.ejectedAt(now));
  }

  /** Says that an instance has answered a request. */
  public void answered(String address) {
    Failures known = failures.get(address);
    if (known == null || isOld(known)) {
      return;
    }
    if (failures.remove(address, known) && known.ejected()) {
      log.info("The instance {} answers again", address);
    }
  }

  /** During the first ejection, answers come to requests from before it. */
  private boolean isOld(Failures known) {
    return known.ejections() == 1 && nanoTime.getAsLong() - known.until() < 0;
  }

  /** Says that there was no connection to an instance. */
  public void unreachable(String address, @Nullable Throwable failure) {
    AtomicBoolean first = new AtomicBoolean();
    failures.compute(
        address,
        (_, known) -> {
          first.set(known == null || !known.ejected());
          Failures before = known == null ? new Failures(0, 0, 0) : known;
          return first.get() ? before.ejectedAt(nanoTime.getAsLong()) : known;
        });
    logEjection(first.get(), address, failure);
  }

  /** Says that an instance has not answered a request in time. */
  public void timedOut(String address, @Nullable Throwable failure) {
    AtomicBoolean first = new AtomicBoolean();
    failures.compute(
        address,
        (_, known) -> {
          long now = nanoTime.getAsLong();
          if (known != null && known.ejected()) {
            return known;
          }
          Failures more = new Failures(known == null ? 1 : known.timeouts() + 1, 0, now);
          first.set(more.timeouts() >= TIMEOUTS);
          return first.get() ? more.ejectedAt(now) : more;
        });
    logEjection(first.get(), address, failure);
  }

  private void logEjection(boolean first, String address, @Nullable Throwable failure) {
    if (first) {
      log.warn(
          "The instance {} gets no requests for {} s: {}",
          address,
          SHORTEST.toSeconds(),
          String.valueOf(failure));
      long now = nanoTime.getAsLong();
      failures.values().removeIf(known -> now - known.until() > FORGET.toNanos());
    }
  }

  /** Returns how many instances are ejected. */
  public int count() {
    return (int) failures.values().stream().filter(Failures::ejected).count();
  }
}

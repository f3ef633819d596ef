package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs the changes made in one backing service. */
public final class ChangeRecorder {
  private static final Logger log = LoggerFactory.getLogger(ChangeRecorder.class);

  private final Backing backing;
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger changed = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();

  /** Creates a recorder of the changes in a backing service. */
  public ChangeRecorder(Backing backing) {
    this.backing = backing;
  }

  /**
   * Counts and logs an object that was missing and has been created.
   *
   * @param object the object, for example {@code queue jobs.payment}
   */
  public void created(String object) {
    created.incrementAndGet();
    log.info("{}: created {}", backing.id(), object);
  }

  /**
   * Counts and logs an object that differed and has been updated.
   *
   * @param object the object, for example {@code policy of queue jobs.payment}
   */
  public void changed(String object) {
    changed.incrementAndGet();
    log.info("{}: changed {}", backing.id(), object);
  }

  /** Counts an object that had the desired state. */
  public void unchanged() {
    unchanged.incrementAndGet();
  }

  /** Logs a finding that the administrator should check and that was not changed. */
  public void warn(String message) {
    log.warn("{}: {}", backing.id(), message);
  }

  /** Logs the progress; counts nothing. */
  public void info(String message) {
    log.info("{}: {}", backing.id(), message);
  }

  /** Returns the counts so far. */
  public Counts counts() {
    return new Counts(created.get(), changed.get(), unchanged.get());
  }

  /**
   * Numbers of objects, such as topics, queues, users and rights.
   *
   * @param created the number of objects that were created
   * @param changed the number of objects that were updated
   * @param unchanged the number of objects that had the desired state
   */
  public record Counts(int created, int changed, int unchanged) {
    /** No object at all. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Returns the sum of two counts. */
    public Counts plus(Counts other) {
      return new Counts(
          created + other.created, changed + other.changed, unchanged + other.unchanged);
    }

    @Override
    public String toString() {
      return "created " + created + ", changed " + changed + ", unchanged " + unchanged;
    }
  }
}

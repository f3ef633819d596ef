package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was done in one backing service and says each change in a line. */
public final class Changes {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private final Backing backing;
  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger changed = new AtomicInteger();
  private final AtomicInteger unchanged = new AtomicInteger();

  /** Creates the record of a backing service, with nothing in it. */
  public Changes(Backing backing) {
    this.backing = backing;
  }

  /** Something was missing and is there now. */
  public void created(String what) {
    created.incrementAndGet();
    log.info("{}: created {}", backing.id(), what);
  }

  /** Something was otherwise and is right now. */
  public void changed(String what) {
    changed.incrementAndGet();
    log.info("{}: changed {}", backing.id(), what);
  }

  /** Something was right. */
  public void unchanged() {
    unchanged.incrementAndGet();
  }

  /** Something is worth a person's look and was left alone. */
  public void notice(String sentence) {
    log.warn("{}: {}", backing.id(), sentence);
  }

  /** Says how it goes, counting nothing. */
  public void progress(String sentence) {
    log.info("{}: {}", backing.id(), sentence);
  }

  /** Returns the counts so far. */
  public Counts counts() {
    return new Counts(created.get(), changed.get(), unchanged.get());
  }

  /**
   * How much was done.
   *
   * @param created things that were missing
   * @param changed things that were otherwise
   * @param unchanged things that were right
   */
  public record Counts(int created, int changed, int unchanged) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Returns the sum. */
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

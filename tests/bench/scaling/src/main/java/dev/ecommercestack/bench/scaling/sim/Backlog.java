package dev.ecommercestack.bench.scaling.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their arrival, kept as parcels of the same second. Counts are whole
 * messages, so that none is lost to rounding.
 */
final class Backlog {
  /** Answer of {@link #oldest()} when nothing waits. */
  static final int EMPTY = Integer.MAX_VALUE;

  private int[] seconds = new int[64];
  private long[] counts = new long[64];
  private int head;
  private int parcels;
  private long size;

  /** Returns the messages that wait. */
  long size() {
    return size;
  }

  /** Returns the second in which the oldest message arrived, or {@link #EMPTY}. */
  int oldest() {
    return parcels == 0 ? EMPTY : seconds[head];
  }

  /** Puts messages at the end. */
  void add(int second, long count) {
    if (count == 0) {
      return;
    }
    size += count;
    if (parcels > 0 && seconds[index(parcels - 1)] == second) {
      counts[index(parcels - 1)] += count;
      return;
    }
    growIfFull();
    seconds[index(parcels)] = second;
    counts[index(parcels)] = count;
    parcels++;
  }

  /** Removes up to {@code most} of the oldest messages and returns how many those were. */
  long take(long most) {
    return moveTo(null, most);
  }

  /** Moves up to {@code most} of the oldest messages to the end of another backlog. */
  long moveTo(@Nullable Backlog other, long most) {
    long left = Math.min(most, size);
    long moved = left;
    while (left > 0) {
      long part = Math.min(left, counts[head]);
      if (other != null) {
        other.add(seconds[head], part);
      }
      counts[head] -= part;
      left -= part;
      size -= part;
      if (counts[head] == 0) {
        head = (head + 1) & (counts.length - 1);
        parcels--;
      }
    }
    return moved;
  }

  /** Puts the messages of another backlog in front, as a broker does with what is requeued. */
  void requeue(Backlog returned) {
    Backlog merged = new Backlog();
    while (returned.parcels > 0 || parcels > 0) {
      Backlog from = returned.oldest() <= oldest() ? returned : this;
      from.moveTo(merged, from.counts[from.head]);
    }
    seconds = merged.seconds;
    counts = merged.counts;
    head = merged.head;
    parcels = merged.parcels;
    size = merged.size;
  }

  private int index(int offset) {
    return (head + offset) & (counts.length - 1);
  }

  private void growIfFull() {
    if (parcels < counts.length) {
      return;
    }
    int[] oldSeconds = seconds;
    long[] oldCounts = counts;
    seconds = Arrays.copyOf(rotated(oldSeconds), 2 * parcels);
    counts = Arrays.copyOf(rotated(oldCounts), 2 * parcels);
    head = 0;
  }

  private int[] rotated(int[] from) {
    int[] to = new int[from.length];
    System.arraycopy(from, head, to, 0, from.length - head);
    System.arraycopy(from, 0, to, from.length - head, head);
    return to;
  }

  private long[] rotated(long[] from) {
    long[] to = new long[from.length];
    System.arraycopy(from, head, to, 0, from.length - head);
    System.arraycopy(from, 0, to, from.length - head, head);
    return to;
  }
}

package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.queue.ClaimPartition;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right to decide the claims of a partition. It lasts until another instance takes
 * the partition over.
 *
 * @param partition the partition
 * @param epoch the fencing token, which grows with every take-over
 * @param nextOffset the first offset that was not decided yet
 * @param last the record before that offset; null if nothing was decided yet, or if an instance of
 *     an older version decided it
 */
public record PartitionLease(
    ClaimPartition partition, long epoch, long nextOffset, @Nullable LastRecord last) {
  /** Returns the same lease after all records before {@code newNextOffset} were decided. */
  PartitionLease advancedTo(long newNextOffset, @Nullable LastRecord newLast) {
    return new PartitionLease(partition, epoch, newNextOffset, newLast);
  }
}

package dev.ecommercestack.event.issuer;

/** Another instance has taken the lease of the partition: this instance must stop deciding it. */
final class FencedException extends RuntimeException {
  FencedException(PartitionLease lease) {
    super(
        "Partition %d of topic %s was taken over by another instance; nothing was written"
            .formatted(lease.partition().number(), lease.partition().topicId()));
  }
}

package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.platform.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Checks at an interval whether the claim topic was deleted and recreated, which gives its offsets
 * to other records. Campaigns of the old topic are not decided any more; those of the new one are.
 */
final class TopicReplacementCheck {
  private static final Logger log = LoggerFactory.getLogger(TopicReplacementCheck.class);

  private final IssuerDependencies dependencies;
  private final Duration interval;
  private final String owner = ManagementFactory.getRuntimeMXBean().getName();
  private long checkedAtNanos;

  TopicReplacementCheck(IssuerDependencies dependencies) {
    this.dependencies = dependencies;
    this.interval = dependencies.settings().issuer().topicCheck();
    this.checkedAtNanos = System.nanoTime() - interval.toNanos();
  }

  /** Returns the name of this process, for the people who read the table of leases. */
  String owner() {
    return owner;
  }

  /**
   * Returns a partition of the present topic.
   *
   * @param number the number of the partition
   * @throws ProblemException if the broker cannot be asked
   */
  ClaimPartition currentPartition(int number) {
    return new ClaimPartition(dependencies.topic().identity().id(), number);
  }

  /**
   * Returns whether one of the leases is on a partition of another topic than the present one.
   * Returns false between the checks and if the broker or the database cannot be reached.
   */
  boolean isTopicReplaced(Collection<PartitionLease> leases) {
    if (System.nanoTime() - checkedAtNanos < interval.toNanos()) {
      return false;
    }
    checkedAtNanos = System.nanoTime();
    try {
      String current = dependencies.topic().identity().id();
      reportOrphans(dependencies.leases().orphanedCampaigns(current), current);
      return leases.stream().anyMatch(lease -> !lease.partition().topicId().equals(current));
    } catch (ProblemException | DataAccessException | TransactionException e) {
      log.debug("The identity of the topic could not be checked: {}", e.getMessage());
      return false;
    }
  }

  private void reportOrphans(List<UUID> orphans, String current) {
    dependencies.monitor().orphanedCampaigns(orphans);
    if (!orphans.isEmpty()) {
      log.error(
          "Topic {} was deleted and recreated with the id {}. The claims of campaigns {} were in the"
              + " old topic, and these campaigns are not decided any more. See 'When the issuer stops"
              + " deciding a partition' in services/event/README.md.",
          ClaimTopic.NAME,
          current,
          orphans);
    }
  }
}

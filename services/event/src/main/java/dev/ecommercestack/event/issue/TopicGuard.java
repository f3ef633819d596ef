package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.queue.ClaimTopic;
import dev.ecommercestack.event.queue.Place;
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
 * Notices that the topic was deleted and made again: then its offsets mean other claims. Campaigns
 * of the old topic are not decided any more; those of the new one are.
 */
final class TopicGuard {
  private static final Logger log = LoggerFactory.getLogger(TopicGuard.class);

  private final IssuerSession.Tools tools;
  private final Duration interval;
  private final String owner = ManagementFactory.getRuntimeMXBean().getName();
  private long lookedAt;

  TopicGuard(IssuerSession.Tools tools) {
    this.tools = tools;
    this.interval = tools.settings().issuer().topicCheck();
    this.lookedAt = System.nanoTime() - interval.toNanos();
  }

  /** Returns who this process is, for people. */
  String owner() {
    return owner;
  }

  /**
   * Returns a queue of the topic that there is now.
   *
   * @throws ProblemException if the broker cannot be asked
   */
  Place place(int partition) {
    return new Place(tools.topic().identity().id(), partition);
  }

  /**
   * Returns whether one of the queues is of another topic than there is now; looks now and then.
   */
  boolean replaced(Collection<Tenure> tenures) {
    if (System.nanoTime() - lookedAt < interval.toNanos()) {
      return false;
    }
    lookedAt = System.nanoTime();
    try {
      String current = tools.topic().identity().id();
      lament(tools.queues().orphans(current), current);
      return tenures.stream().anyMatch(tenure -> !tenure.queue().topicId().equals(current));
    } catch (ProblemException | DataAccessException | TransactionException e) {
      log.debug("The topic could not be compared: {}", e.getMessage());
      return false;
    }
  }

  private void lament(List<UUID> orphans, String current) {
    tools.state().orphans(orphans);
    if (!orphans.isEmpty()) {
      log.error(
          "Topic {} was replaced: it is {} now, and the claims of campaigns {} were in another one."
              + " Nobody decides those campaigns. See 'When a queue is refused' in"
              + " services/event/README.md.",
          ClaimTopic.NAME,
          current,
          orphans);
    }
  }
}

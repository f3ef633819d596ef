package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.queue.Place;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How campaigns and queues stood at one moment. Whoever decided a claim before that moment has its
 * result in the database.
 *
 * @param campaigns those that are not long over
 * @param decided by queue: the first place that was not decided yet
 */
public record Board(Map<UUID, Standing> campaigns, Map<Place, Long> decided) {
  /** Copies everything. */
  public Board {
    campaigns = Map.copyOf(campaigns);
    decided = Map.copyOf(decided);
  }

  /** Returns a campaign that is not long over. */
  public Optional<Standing> campaign(UUID id) {
    return Optional.ofNullable(campaigns.get(id));
  }

  /** Returns the first place of a queue that was not decided yet. */
  public long next(Place queue) {
    return decided.getOrDefault(queue, 0L);
  }
}

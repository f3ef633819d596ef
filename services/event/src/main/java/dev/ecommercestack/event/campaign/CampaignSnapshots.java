package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.queue.ClaimPartition;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The campaigns and the progress of the partitions at one moment. The result of every claim that
 * was decided before that moment is in the database.
 *
 * @param campaigns by campaign id: all campaigns except those that ended long ago
 * @param nextOffsets by partition: the first offset that was not decided yet
 */
public record CampaignSnapshots(
    Map<UUID, CampaignSnapshot> campaigns, Map<ClaimPartition, Long> nextOffsets) {
  /** Copies the maps. */
  public CampaignSnapshots {
    campaigns = Map.copyOf(campaigns);
    nextOffsets = Map.copyOf(nextOffsets);
  }

  /** Returns a campaign; empty if it does not exist or ended long ago. */
  public Optional<CampaignSnapshot> campaign(UUID id) {
    return Optional.ofNullable(campaigns.get(id));
  }

  /** Returns the first offset of a partition that was not decided yet. */
  public long nextOffset(ClaimPartition partition) {
    return nextOffsets.getOrDefault(partition, 0L);
  }
}

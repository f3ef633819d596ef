package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.queue.ClaimPartition;
import dev.ecommercestack.platform.cache.CoalescedRead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps {@link CampaignSnapshots} in memory. Claims and waiting clients therefore cost the database
 * a few statements per second and instance, however many there are. The cache also lets the service
 * answer claims on sold-out campaigns at once: "sold out" is final, so an old snapshot answers too
 * few of them at once, never too many.
 */
@Component
public class CampaignSnapshotsCache {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration maxAge;
  private final Duration resultsKept;
  private final TransactionTemplate transaction;
  private final CoalescedRead<CampaignSnapshots> snapshots = new CoalescedRead<>(this::read);

  CampaignSnapshotsCache(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock,
      EventSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.maxAge = settings.claims().boardAge();
    this.resultsKept = settings.claims().resultsKept();
    // A transaction of its own reads one state, whatever the transaction of the caller has read.
    this.transaction = new TransactionTemplate(transactions);
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.setReadOnly(true);
  }

  /** Returns snapshots that are at most {@code event.claims.board-age} old. */
  public CampaignSnapshots recent() {
    return snapshots.within(maxAge);
  }

  /** Returns snapshots as of now. */
  public CampaignSnapshots now() {
    return snapshots.now();
  }

  private CampaignSnapshots read() {
    return transaction.execute(status -> new CampaignSnapshots(campaigns(), nextOffsets()));
  }

  private Map<UUID, CampaignSnapshot> campaigns() {
    List<CampaignSnapshot> campaigns =
        jdbc.sql(
                """
                select id, starts_at, ends_at, topic_id, queue_partition, sold_out_offset, state
                from campaign where ends_at > :since
                """)
            .param("since", clock.instant().minus(resultsKept).atOffset(ZoneOffset.UTC))
            .query(CampaignSnapshotsCache::campaign)
            .list();
    Map<UUID, CampaignSnapshot> byId = HashMap.newHashMap(campaigns.size());
    campaigns.forEach(campaign -> byId.put(campaign.id(), campaign));
    return byId;
  }

  private Map<ClaimPartition, Long> nextOffsets() {
    Map<ClaimPartition, Long> offsets = new HashMap<>();
    jdbc.sql("select topic_id, queue_partition, next_offset from claim_queue")
        .query(
            row -> {
              offsets.put(partition(row), row.getLong("next_offset"));
            });
    return offsets;
  }

  private static CampaignSnapshot campaign(ResultSet row, int number) throws SQLException {
    return new CampaignSnapshot(
        row.getObject("id", UUID.class),
        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
        partition(row),
        row.getObject("sold_out_offset", Long.class),
        CampaignState.valueOf(row.getString("state")));
  }

  private static ClaimPartition partition(ResultSet row) throws SQLException {
    return new ClaimPartition(row.getString("topic_id"), row.getInt("queue_partition"));
  }
}

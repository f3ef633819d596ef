package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.CampaignSnapshotsCache;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps in memory which claims on closed campaigns have a row, that is won or were rejected. All
 * others are answered without the database. The rows of a closed campaign do not change any more.
 */
@Component
class DecidedClaims {
  private static final Logger log = LoggerFactory.getLogger(DecidedClaims.class);
  private static final int FETCH_SIZE = 10_000;
  private static final String CLAIM_IDS =
      """
      (select claim_id from coupon where campaign_id = ?
       union all select claim_id from claim_rejection where campaign_id = ?) decided
      """;

  private final JdbcTemplate jdbc;
  private final CampaignSnapshotsCache snapshotsCache;
  private final TransactionTemplate transaction;
  private final Map<UUID, ClaimIdBloomFilter> filters = new ConcurrentHashMap<>();
  private final Set<UUID> loading = ConcurrentHashMap.newKeySet();

  DecidedClaims(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      CampaignSnapshotsCache snapshotsCache) {
    this.jdbc = new JdbcTemplate(dataSource);
    jdbc.setFetchSize(FETCH_SIZE);
    this.snapshotsCache = snapshotsCache;
    this.transaction = new TransactionTemplate(transactions);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.setReadOnly(true);
  }

  /**
   * Returns false if a claim certainly has no row. The first call for a campaign starts to load the
   * ids of its rows in the background; until they are loaded, the answer is true.
   *
   * @param campaignId the id of a campaign that has sold out or was ended
   * @param claimId the id of a claim on that campaign
   */
  boolean mayHaveRow(UUID campaignId, UUID claimId) {
    ClaimIdBloomFilter filter = filters.get(campaignId);
    if (filter == null) {
      if (loading.add(campaignId)) {
        Thread.ofVirtual().name("decided-" + campaignId).start(() -> load(campaignId));
      }
      return true;
    }
    return filter.mayContain(claimId);
  }

  private void load(UUID campaignId) {
    try {
      ClaimIdBloomFilter filter = transaction.execute(status -> read(campaignId));
      if (filter != null) {
        // Campaigns that ended long ago have no snapshot and are not asked for any more.
        filters.keySet().retainAll(snapshotsCache.recent().campaigns().keySet());
        filters.put(campaignId, filter);
      }
    } catch (RuntimeException e) {
      log.warn(
          "The claim ids of campaign {} cannot be loaded now; each claim is looked up in the database: {}",
          campaignId,
          e.getMessage());
    } finally {
      loading.remove(campaignId);
    }
  }

  private ClaimIdBloomFilter read(UUID campaignId) {
    Long rows =
        jdbc.queryForObject(
            "select count(*) from " + CLAIM_IDS, Long.class, campaignId, campaignId);
    ClaimIdBloomFilter filter = new ClaimIdBloomFilter(rows == null ? 0 : rows);
    jdbc.query(
        "select claim_id from " + CLAIM_IDS,
        row -> {
          filter.add(row.getObject("claim_id", UUID.class));
        },
        campaignId,
        campaignId);
    return filter;
  }
}

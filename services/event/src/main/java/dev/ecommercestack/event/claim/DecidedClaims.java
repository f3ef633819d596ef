package dev.ecommercestack.event.claim;

import dev.ecommercestack.event.campaign.Boards;
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
 * Keeps in memory which claims on closed campaigns have a row (winners and rejected claims), so
 * that all others are answered without the database. Their rows do not change any more.
 */
@Component
class DecidedClaims {
  private static final Logger log = LoggerFactory.getLogger(DecidedClaims.class);
  private static final int FETCH_SIZE = 10_000;
  private static final String ROWS =
      """
      (select claim_id from coupon where campaign_id = ?
       union all select claim_id from claim_rejection where campaign_id = ?) decided
      """;

  private final JdbcTemplate jdbc;
  private final Boards boards;
  private final TransactionTemplate snapshot;
  private final Map<UUID, ClaimIdFilter> filters = new ConcurrentHashMap<>();
  private final Set<UUID> loading = ConcurrentHashMap.newKeySet();

  DecidedClaims(DataSource database, PlatformTransactionManager transactions, Boards boards) {
    this.jdbc = new JdbcTemplate(database);
    jdbc.setFetchSize(FETCH_SIZE);
    this.boards = boards;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /**
   * Returns false if a claim certainly has no row. The first question about a campaign begins to
   * read its rows; until they are read the answer is true.
   *
   * @param campaignId of a campaign that has sold out or was ended
   * @param claimId of a claim on it
   */
  boolean mayHaveRow(UUID campaignId, UUID claimId) {
    ClaimIdFilter filter = filters.get(campaignId);
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
      ClaimIdFilter filter = snapshot.execute(status -> read(campaignId));
      if (filter != null) {
        // Campaigns that are long over have left the board and are not asked for any more.
        filters.keySet().retainAll(boards.recent().campaigns().keySet());
        filters.put(campaignId, filter);
      }
    } catch (RuntimeException e) {
      log.warn(
          "The winners of campaign {} cannot be read now; each claim on it is looked up: {}",
          campaignId,
          e.getMessage());
    } finally {
      loading.remove(campaignId);
    }
  }

  private ClaimIdFilter read(UUID campaignId) {
    Long rows =
        jdbc.queryForObject("select count(*) from " + ROWS, Long.class, campaignId, campaignId);
    ClaimIdFilter filter = new ClaimIdFilter(rows == null ? 0 : rows);
    jdbc.query(
        "select claim_id from " + ROWS,
        row -> {
          filter.add(row.getObject("claim_id", UUID.class));
        },
        campaignId,
        campaignId);
    return filter;
  }
}

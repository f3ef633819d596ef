package dev.ecommercestack.event.campaign;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.queue.Place;
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
 * Keeps a {@link Board} in memory, so that claims and waiting clients cost the database a few
 * statements a second per instance, however many they are. That is also where claims of sold-out
 * campaigns are shed: "sold out" is final, so an old board may say too little, never too much.
 */
@Component
public class Boards {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration age;
  private final Duration resultsKept;
  private final TransactionTemplate snapshot;
  private final CoalescedRead<Board> board = new CoalescedRead<>(this::read);

  Boards(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock,
      EventSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.age = settings.claims().boardAge();
    this.resultsKept = settings.claims().resultsKept();
    // Its own, so that it sees one state, whatever the caller's transaction has seen before.
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /** Returns a board that is at most a moment old. */
  public Board recent() {
    return board.within(age);
  }

  /** Returns a board as of now. */
  public Board now() {
    return board.now();
  }

  private Board read() {
    return snapshot.execute(status -> new Board(campaigns(), decided()));
  }

  private Map<UUID, Standing> campaigns() {
    List<Standing> standings =
        jdbc.sql(
                """
                select id, starts_at, ends_at, topic_id, queue_partition, sold_out_offset, state
                from campaign where ends_at > :since
                """)
            .param("since", clock.instant().minus(resultsKept).atOffset(ZoneOffset.UTC))
            .query(Boards::standing)
            .list();
    Map<UUID, Standing> byId = HashMap.newHashMap(standings.size());
    standings.forEach(standing -> byId.put(standing.id(), standing));
    return byId;
  }

  private Map<Place, Long> decided() {
    Map<Place, Long> next = new HashMap<>();
    jdbc.sql("select topic_id, queue_partition, next_offset from claim_queue")
        .query(
            row -> {
              next.put(place(row), row.getLong("next_offset"));
            });
    return next;
  }

  private static Standing standing(ResultSet row, int number) throws SQLException {
    return new Standing(
        row.getObject("id", UUID.class),
        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
        place(row),
        row.getObject("sold_out_offset", Long.class),
        CampaignState.valueOf(row.getString("state")));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getString("topic_id"), row.getInt("queue_partition"));
  }
}

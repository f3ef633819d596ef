package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.queue.Place;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the issuer reads and writes, whole batches at a time. */
@Component
class IssueTables {
  private final JdbcTemplate jdbc;

  IssueTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A campaign with what its coupons need.
   *
   * @param contest how it stands
   * @param couponsExpireAt until when they can be used
   */
  record Running(Contest contest, Instant couponsExpireAt) {}

  /**
   * A coupon to be.
   *
   * @param id its id
   * @param win what won it
   * @param expiresAt until when it can be used
   */
  record Prize(UUID id, Decision.Win win, Instant expiresAt) {}

  /** Returns those of the campaigns whose claims wait in that queue. */
  Map<UUID, Running> running(Place queue, Collection<UUID> campaigns) {
    Map<UUID, Running> found = new HashMap<>();
    jdbc.query(
        """
        select id, quota, issued, starts_at, ends_at, coupons_expire_at, state from campaign
        where id = any (?) and topic_id = ? and queue_partition = ?
        """,
        row -> {
          UUID id = row.getObject("id", UUID.class);
          Contest contest =
              new Contest(
                  id,
                  row.getInt("quota"),
                  row.getInt("issued"),
                  instant(row, "starts_at"),
                  instant(row, "ends_at"),
                  CampaignState.valueOf(row.getString("state")),
                  List.of());
          found.put(id, new Running(contest, instant(row, "coupons_expire_at")));
        },
        campaigns.toArray(UUID[]::new),
        queue.topicId(),
        queue.partition());
    return found;
  }

  /** Returns the claims that are held until their campaign is resumed, by ascending offset. */
  List<Claim> held(UUID campaign) {
    return jdbc.query(
        """
        select queue_offset, claim_id, campaign_id, user_id, made_at from held_claim
        where campaign_id = ? order by queue_offset
        """,
        (row, n) ->
            new Claim(
                row.getLong("queue_offset"),
                row.getObject("claim_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("user_id", UUID.class),
                instant(row, "made_at")),
        campaign);
  }

  /** Stores claims of paused campaigns; one that is stored already stays. */
  void hold(List<Claim> claims) {
    batch(
        """
        insert into held_claim (campaign_id, queue_offset, claim_id, user_id, made_at)
        values (?, ?, ?, ?, ?) on conflict do nothing
        """,
        claims,
        (statement, claim) -> {
          statement.setObject(1, claim.campaignId());
          statement.setLong(2, claim.offset());
          statement.setObject(3, claim.claimId());
          statement.setObject(4, claim.userId());
          statement.setTimestamp(5, Timestamp.from(claim.madeAt()));
        });
  }

  /** Removes the held claims of a campaign that were made before an offset. */
  void release(UUID campaign, long before) {
    jdbc.update(
        "delete from held_claim where campaign_id = ? and queue_offset < ?", campaign, before);
  }

  /** Returns who of those that made the claims has won before. */
  Set<Winner> winnersAmong(List<Claim> claims) {
    Set<Winner> winners = new HashSet<>();
    jdbc.query(
        """
        select c.campaign_id, c.user_id from coupon c
        join unnest(?::uuid[], ?::uuid[]) as asked (campaign_id, user_id) using (campaign_id, user_id)
        """,
        row -> {
          winners.add(
              new Winner(
                  row.getObject("campaign_id", UUID.class), row.getObject("user_id", UUID.class)));
        },
        claims.stream().map(Claim::campaignId).toArray(UUID[]::new),
        claims.stream().map(Claim::userId).toArray(UUID[]::new));
    return winners;
  }

  /** Stores coupons. That one user has two, or two have one position, fails. */
  void insert(List<Prize> prizes, Instant now) {
    batch(
        """
        insert into coupon
          (id, claim_id, campaign_id, user_id, position, queue_offset, issued_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        prizes,
        (statement, prize) -> {
          Claim claim = prize.win().claim();
          statement.setObject(1, prize.id());
          statement.setObject(2, claim.claimId());
          statement.setObject(3, claim.campaignId());
          statement.setObject(4, claim.userId());
          statement.setInt(5, prize.win().position());
          statement.setLong(6, claim.offset());
          statement.setTimestamp(7, Timestamp.from(now));
          statement.setTimestamp(8, Timestamp.from(prize.expiresAt()));
        });
  }

  /**
   * Stores refusals; of a claim that was refused before, the first one stays.
   *
   * @param claims by ascending offset
   * @return those that were not refused before, in the same order
   */
  List<Claim> reject(List<Claim> claims, String reason, Instant now) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Set<Long> stored =
        Set.copyOf(
            jdbc.queryForList(
                """
                insert into claim_rejection
                  (claim_id, campaign_id, user_id, reason, queue_offset, rejected_at)
                select claim_id, campaign_id, user_id, ?, queue_offset, ?
                from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::bigint[])
                  as refused (claim_id, campaign_id, user_id, queue_offset)
                order by queue_offset
                on conflict do nothing returning queue_offset
                """,
                Long.class,
                reason,
                Timestamp.from(now),
                claims.stream().map(Claim::claimId).toArray(UUID[]::new),
                claims.stream().map(Claim::campaignId).toArray(UUID[]::new),
                claims.stream().map(Claim::userId).toArray(UUID[]::new),
                claims.stream().map(Claim::offset).toArray(Long[]::new)));
    return claims.stream().filter(claim -> stored.contains(claim.offset())).toList();
  }

  /**
   * Counts coupons of a campaign, and notes its state.
   *
   * @param wins the number of coupons issued in this batch
   * @param soldOutOffset the place of the last winner if the quota has ended
   * @param control its last control record in this batch
   */
  void change(UUID campaign, int wins, @Nullable Long soldOutOffset, @Nullable Control control) {
    String state = control == null ? null : control.action().state().name();
    jdbc.update(
        """
        update campaign set issued = issued + asked.wins, sold_out_offset = asked.sold_out,
          state = coalesce(asked.state, campaign.state),
          control_offset = coalesce(asked.control, control_offset),
          issued_when_stopped = case
            when coalesce(asked.state, campaign.state) <> 'RUNNING' then issued + asked.wins end,
          revision = revision
            + case when asked.sold_out is null and asked.state is null then 0 else 1 end
        from (values (?::int, ?::bigint, ?::text, ?::bigint)) asked (wins, sold_out, state, control)
        where id = ?
        """,
        wins,
        soldOutOffset,
        state,
        control == null ? null : control.offset(),
        campaign);
  }

  private interface Setter<T> {
    void set(PreparedStatement statement, T value) throws SQLException;
  }

  private <T> void batch(String sql, List<T> values, Setter<T> setter) {
    if (values.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        sql,
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(PreparedStatement statement, int i) throws SQLException {
            setter.set(statement, values.get(i));
          }

          @Override
          public int getBatchSize() {
            return values.size();
          }
        });
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}

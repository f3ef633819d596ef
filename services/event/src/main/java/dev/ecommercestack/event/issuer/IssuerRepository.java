package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.CampaignState;
import dev.ecommercestack.event.queue.ClaimPartition;
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

/** The tables that the issuer reads and writes, in whole batches. */
@Component
class IssuerRepository {
  private final JdbcTemplate jdbc;

  IssuerRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A campaign as loaded before a batch.
   *
   * @param progress the state of the campaign
   * @param couponsExpireAt when its coupons expire
   */
  record LoadedCampaign(CampaignProgress progress, Instant couponsExpireAt) {}

  /**
   * A coupon to be stored.
   *
   * @param id the id of the coupon
   * @param win the winning claim
   * @param expiresAt when the coupon expires
   */
  record NewCoupon(UUID id, Decision.Win win, Instant expiresAt) {}

  /**
   * Returns by id those of the given campaigns whose claims wait in a partition.
   *
   * @param partition the partition
   * @param campaignIds the ids of the campaigns
   */
  Map<UUID, LoadedCampaign> campaigns(ClaimPartition partition, Collection<UUID> campaignIds) {
    Map<UUID, LoadedCampaign> found = new HashMap<>();
    jdbc.query(
        """
        select id, quota, issued, starts_at, ends_at, coupons_expire_at, state from campaign
        where id = any (?) and topic_id = ? and queue_partition = ?
        """,
        row -> {
          UUID id = row.getObject("id", UUID.class);
          CampaignProgress progress =
              new CampaignProgress(
                  id,
                  row.getInt("quota"),
                  row.getInt("issued"),
                  instant(row, "starts_at"),
                  instant(row, "ends_at"),
                  CampaignState.valueOf(row.getString("state")),
                  List.of());
          found.put(id, new LoadedCampaign(progress, instant(row, "coupons_expire_at")));
        },
        campaignIds.toArray(UUID[]::new),
        partition.topicId(),
        partition.number());
    return found;
  }

  /** Returns the held claims of a paused campaign, by ascending offset. */
  List<Claim> heldClaims(UUID campaignId) {
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
        campaignId);
  }

  /** Stores claims of paused campaigns; leaves those that are stored already. */
  void insertHeldClaims(List<Claim> claims) {
    executeBatch(
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

  /** Deletes the held claims of a campaign with an offset smaller than {@code endOffset}. */
  void deleteHeldClaims(UUID campaignId, long endOffset) {
    jdbc.update(
        "delete from held_claim where campaign_id = ? and queue_offset < ?", campaignId, endOffset);
  }

  /** Returns the users of the given claims who have won on the same campaign before. */
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

  /**
   * Stores coupons. The database refuses a second coupon of a user and a second coupon with the
   * same position.
   *
   * @param coupons the new coupons
   * @param now the time at which they are issued
   */
  void insertCoupons(List<NewCoupon> coupons, Instant now) {
    executeBatch(
        """
        insert into coupon
          (id, claim_id, campaign_id, user_id, position, queue_offset, issued_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        coupons,
        (statement, coupon) -> {
          Claim claim = coupon.win().claim();
          statement.setObject(1, coupon.id());
          statement.setObject(2, claim.claimId());
          statement.setObject(3, claim.campaignId());
          statement.setObject(4, claim.userId());
          statement.setInt(5, coupon.win().position());
          statement.setLong(6, claim.offset());
          statement.setTimestamp(7, Timestamp.from(now));
          statement.setTimestamp(8, Timestamp.from(coupon.expiresAt()));
        });
  }

  /**
   * Stores rejections; leaves those that are stored already.
   *
   * @param claims the rejected claims, by ascending offset
   * @param reason a stable code
   * @param now the time of the rejection
   * @return the claims that were not rejected before, in the same order
   */
  List<Claim> insertRejections(List<Claim> claims, String reason, Instant now) {
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
   * Updates the number of issued coupons and the state of a campaign.
   *
   * @param campaignId the id of the campaign
   * @param wins the number of coupons issued in this batch
   * @param soldOutOffset the offset of the last winning claim; null if the quota is not used up
   * @param control the last control record of the campaign in this batch; null if there is none
   */
  void updateCampaign(
      UUID campaignId, int wins, @Nullable Long soldOutOffset, @Nullable ControlRecord control) {
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
        campaignId);
  }

  private interface ParameterSetter<T> {
    void set(PreparedStatement statement, T value) throws SQLException;
  }

  private <T> void executeBatch(String sql, List<T> values, ParameterSetter<T> setter) {
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

package dev.ecommercestack.event.audit;

import dev.ecommercestack.platform.audit.AuditController;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** The internal HTTP endpoint with the figures that an audit compares. */
@RestController
class EventAuditController extends AuditController<AuditResponse> {
  private static final String COUNTS =
      """
      with per_campaign as (
        select c.id, c.quota, c.issued, c.sold_out_offset,
          count(p.id) as coupons, coalesce(max(p.position), 0) as last_position
        from campaign c left join coupon p on p.campaign_id = c.id group by c.id),
      placed as (
        select position, row_number() over (partition by campaign_id order by queue_offset) as place
        from coupon)
      select
        (select count(*) from per_campaign) as campaigns,
        (select count(*) from per_campaign where sold_out_offset is not null) as sold_out,
        (select coalesce(sum(quota), 0) from per_campaign) as quota,
        (select coalesce(sum(issued), 0) from per_campaign) as issued,
        (select count(*) from coupon) as coupons,
        (select count(*) from coupon where status = 'AVAILABLE') as available,
        (select count(*) from coupon where status = 'HELD') as held,
        (select count(*) from coupon where status = 'REDEEMED') as redeemed,
        (select count(*) from claim_rejection) as rejected_claims,
        (select count(*) from per_campaign where coupons > quota) as over_issued,
        (select count(*) from per_campaign where coupons <> issued) as miscounted,
        (select count(*) from per_campaign where last_position <> coupons) as with_gaps,
        (select count(*) from placed where position <> place) as out_of_order,
        (select count(*) from outbox) as outbox_pending
      """;

  EventAuditController(JdbcClient jdbc, PlatformTransactionManager transactions) {
    super(jdbc, transactions);
  }

  @Override
  protected AuditResponse read() {
    return jdbc.sql(COUNTS).query(AuditResponse.class).single();
  }
}

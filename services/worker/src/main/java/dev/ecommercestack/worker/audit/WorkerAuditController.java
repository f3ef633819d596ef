package dev.ecommercestack.worker.audit;

import dev.ecommercestack.platform.audit.AuditController;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** Returns counts and sums with which an auditor checks consistency. */
@RestController
class WorkerAuditController extends AuditController<AuditResponse> {

  WorkerAuditController(JdbcClient jdbc, PlatformTransactionManager transactions) {
    super(jdbc, transactions);
  }

  @Override
  protected AuditResponse read() {
    return new AuditResponse(payments(), refundsWithoutCharge(), jobs());
  }

  private List<AuditResponse.Payments> payments() {
    return jdbc.sql(
            """
            select currency,
              count(*) filter (where kind = 'CHARGE') as charges,
              coalesce(sum(amount) filter (where kind = 'CHARGE'), 0) as charged,
              count(*) filter (where kind = 'REFUND') as refunds,
              coalesce(sum(amount) filter (where kind = 'REFUND'), 0) as refunded
            from simulated_payment where status = 'SUCCEEDED' group by currency order by currency
            """)
        .query(
            (row, n) ->
                new AuditResponse.Payments(
                    row.getString("currency"),
                    row.getLong("charges"),
                    row.getBigDecimal("charged"),
                    row.getLong("refunds"),
                    row.getBigDecimal("refunded")))
        .list();
  }

  private long refundsWithoutCharge() {
    return jdbc.sql(
            """
            select count(*) from simulated_payment r
            where r.kind = 'REFUND' and r.status = 'SUCCEEDED' and not exists (
              select from simulated_payment c
              where c.payment_id = r.payment_id and c.kind = 'CHARGE' and c.status = 'SUCCEEDED'
                and c.currency = r.currency and c.amount >= r.amount)
            """)
        .query(Long.class)
        .single();
  }

  private List<AuditResponse.Jobs> jobs() {
    return jdbc.sql(
            "select type, status, count(*) from job group by type, status order by type, status")
        .query(
            (row, n) -> new AuditResponse.Jobs(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }
}

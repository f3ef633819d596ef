package dev.ecommercestack.worker.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the auditor, who reads no tables. */
@RestController
@Tag(name = "Internal")
class AuditController {
  private final JdbcClient database;
  private final TransactionTemplate snapshot;

  AuditController(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Operation(summary = "Counts that must agree with each other and with other services")
  @GetMapping("/internal/audit")
  AuditResponse audit() {
    return snapshot.execute(
        status -> new AuditResponse(payments(), refundsWithoutCharge(), jobs()));
  }

  private List<AuditResponse.Payments> payments() {
    return database
        .sql(
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
    return database
        .sql(
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
    return database
        .sql("select type, status, count(*) from job group by type, status order by type, status")
        .query(
            (row, n) -> new AuditResponse.Jobs(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }
}

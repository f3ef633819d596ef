package dev.ecommercestack.platform.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves the auditor, who reads no tables. All statements of a response see the same state of the
 * database.
 *
 * @param <R> the response of the service
 */
public abstract class AuditController<R> {
  protected final JdbcClient jdbc;
  private final TransactionTemplate snapshot;

  protected AuditController(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Returns the response, read in one transaction. */
  @GetMapping("/internal/audit")
  public R audit() {
    return Objects.requireNonNull(snapshot.execute(status -> read()));
  }

  /** Reads the response; called in a transaction. */
  protected abstract R read();

  /** Returns the counts of a query with a name and a count in each row, in its order. */
  protected final Map<String, Long> counts(String sql) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql(sql)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }
}

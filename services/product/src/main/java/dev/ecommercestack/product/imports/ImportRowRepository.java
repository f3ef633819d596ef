package dev.ecommercestack.product.imports;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code import_row}. */
@Component
class ImportRowRepository {
  private final JdbcClient jdbc;

  ImportRowRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks an import until the end of the transaction. */
  void lock(UUID jobId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))")
        .param(jobId.toString())
        .query(row -> {});
  }

  /** Returns the outcomes of rows that were sent before, by row number. */
  Map<Integer, RowOutcome> find(UUID jobId, Collection<Integer> rows) {
    Map<Integer, RowOutcome> found = new HashMap<>();
    jdbc.sql("select row, reason, field from import_row where job_id = ? and row = any(?)")
        .params(jobId, rows.toArray(Integer[]::new))
        .query(
            row -> {
              found.put(row.getInt(1), new RowOutcome(row.getString(2), row.getString(3)));
            });
    return found;
  }

  /** Inserts the outcome of a row. */
  void insert(UUID jobId, int row, RowOutcome outcome) {
    jdbc.sql(
            "insert into import_row (job_id, row, reason, field) values (:job, :row, :reason, :field)")
        .param("job", jobId)
        .param("row", row)
        .param("reason", outcome.reason())
        .param("field", outcome.field())
        .update();
  }
}

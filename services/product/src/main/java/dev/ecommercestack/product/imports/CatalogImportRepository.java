package dev.ecommercestack.product.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code catalog_import} and {@code catalog_import_piece}. */
@Component
class CatalogImportRepository {
  private static final TypeReference<List<RefusedRow>> ERRORS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  CatalogImportRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Inserts an import that has just been uploaded. */
  void insert(CatalogImport catalogImport) {
    jdbc.sql(
            """
            insert into catalog_import (id, requested_by, format, bytes, rows, status, created_at)
            values (:id, :by, :format, :bytes, :rows, 'QUEUED', :now)
            """)
        .param("id", catalogImport.id())
        .param("by", catalogImport.requestedBy())
        .param("format", catalogImport.format().name())
        .param("bytes", catalogImport.bytes())
        .param("rows", catalogImport.rows())
        .param("now", Timestamp.from(catalogImport.createdAt()))
        .update();
  }

  /** Inserts a chunk of an import's content; {@code number} counts from 0. */
  void insertChunk(UUID id, int number, byte[] content) {
    jdbc.sql("insert into catalog_import_piece (import_id, number, content) values (?, ?, ?)")
        .params(id, number, content)
        .update();
  }

  /** Returns a chunk of an import's content; empty if the import has ended or is unknown. */
  Optional<byte[]> chunk(UUID id, int number) {
    return jdbc.sql("select content from catalog_import_piece where import_id = ? and number = ?")
        .params(id, number)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  Optional<CatalogImport> find(UUID id) {
    return jdbc.sql("select * from catalog_import where id = ?")
        .param(id)
        .query((row, n) -> catalogImport(row))
        .optional();
  }

  /** Marks an import as running; returns false if it has ended or is unknown. */
  boolean begin(UUID id) {
    return jdbc.sql(
                "update catalog_import set status = 'RUNNING' where id = ? and ended_at is null")
            .param(id)
            .update()
        == 1;
  }

  /** Adds to the counts of accepted and refused rows of an import that has not ended. */
  void addCounts(UUID id, int accepted, int refused) {
    jdbc.sql(
            """
            update catalog_import set status = 'RUNNING', accepted = accepted + ?, refused = refused + ?
            where id = ? and ended_at is null
            """)
        .params(accepted, refused, id)
        .update();
  }

  /** Ends an import and deletes its content; returns false if it had ended before. */
  boolean end(CatalogImportResult result, Instant now) {
    boolean done = result.outcome() == CatalogImportResult.ImportOutcome.DONE;
    boolean first =
        jdbc.sql(
                    """
                    update catalog_import set
                      status = :status, accepted = :accepted, refused = :refused,
                      rows = case when :done then :accepted + :refused else rows end,
                      errors = :errors, reason = :reason, ended_at = :now
                    where id = :id and ended_at is null
                    """)
                .param("status", result.outcome().name())
                .param("accepted", result.accepted())
                .param("refused", result.refused())
                .param("done", done)
                .param("errors", json.writeValueAsString(result.errors()))
                .param("reason", done ? null : result.reason())
                .param("now", Timestamp.from(now))
                .param("id", result.importId())
                .update()
            == 1;
    jdbc.sql("delete from catalog_import_piece where import_id = ?")
        .param(result.importId())
        .update();
    return first;
  }

  /**
   * Ends imports that have not ended in time.
   *
   * @param now the current time
   * @param maxRunTime the time after which an import is ended
   * @return the number of imports that were ended
   */
  int expire(Instant now, Duration maxRunTime) {
    return jdbc.sql(
            """
            with expired as (
              update catalog_import set status = 'FAILED', reason = 'EXPIRED', ended_at = :now
              where ended_at is null and created_at < :limit returning id
            ), dropped as (
              delete from catalog_import_piece where import_id in (select id from expired)
            )
            select count(*) from expired
            """)
        .param("now", Timestamp.from(now))
        .param("limit", Timestamp.from(now.minus(maxRunTime)))
        .query(Integer.class)
        .single();
  }

  /**
   * Deletes old imports that have ended, and old outcomes of rows.
   *
   * @param before the time before which they were created
   * @param limit the highest number of outcomes to delete
   * @return the number of outcomes that were deleted
   */
  int deleteCreatedBefore(Instant before, int limit) {
    jdbc.sql("delete from catalog_import where ended_at is not null and created_at < ?")
        .param(Timestamp.from(before))
        .update();
    return jdbc.sql(
            """
            delete from import_row where ctid = any(array(
              select ctid from import_row where created_at < ? limit ? for update skip locked))
            """)
        .params(Timestamp.from(before), limit)
        .update();
  }

  private CatalogImport catalogImport(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new CatalogImport(
        row.getObject("id", UUID.class),
        row.getObject("requested_by", UUID.class),
        ImportFormat.valueOf(row.getString("format")),
        row.getLong("bytes"),
        row.getInt("rows"),
        CatalogImport.ImportStatus.valueOf(row.getString("status")),
        row.getInt("accepted"),
        row.getInt("refused"),
        json.readValue(row.getString("errors"), ERRORS),
        row.getString("reason"),
        row.getTimestamp("created_at").toInstant(),
        ended == null ? null : ended.toInstant());
  }
}

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
class UploadTable {
  private static final TypeReference<List<RefusedRow>> ERRORS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  UploadTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores one that has just come in. */
  void insert(Upload upload) {
    jdbc.sql(
            """
            insert into catalog_import (id, requested_by, format, bytes, rows, status, created_at)
            values (:id, :by, :format, :bytes, :rows, 'QUEUED', :now)
            """)
        .param("id", upload.id())
        .param("by", upload.requestedBy())
        .param("format", upload.format().name())
        .param("bytes", upload.bytes())
        .param("rows", upload.rows())
        .param("now", Timestamp.from(upload.createdAt()))
        .update();
  }

  /** Stores a piece of its content, numbered from 0. */
  void insertPiece(UUID id, int number, byte[] content) {
    jdbc.sql("insert into catalog_import_piece (import_id, number, content) values (?, ?, ?)")
        .params(id, number, content)
        .update();
  }

  /** Returns a piece of its content. */
  Optional<byte[]> piece(UUID id, int number) {
    return jdbc.sql("select content from catalog_import_piece where import_id = ? and number = ?")
        .params(id, number)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  Optional<Upload> find(UUID id) {
    return jdbc.sql("select * from catalog_import where id = ?")
        .param(id)
        .query((row, n) -> upload(row))
        .optional();
  }

  /** Notes that the worker has fetched it; returns whether it has not ended. */
  boolean begin(UUID id) {
    return jdbc.sql(
                "update catalog_import set status = 'RUNNING' where id = ? and ended_at is null")
            .param(id)
            .update()
        == 1;
  }

  /** Counts rows that were decided. */
  void count(UUID id, int accepted, int refused) {
    jdbc.sql(
            """
            update catalog_import set status = 'RUNNING', accepted = accepted + ?, refused = refused + ?
            where id = ? and ended_at is null
            """)
        .params(accepted, refused, id)
        .update();
  }

  /** Ends it and drops its content; returns whether it had not ended before. */
  boolean end(CatalogImportResult result, Instant now) {
    boolean done = result.outcome() == CatalogImportResult.Outcome.DONE;
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

  /** Ends those about which nothing was heard for too long; returns how many. */
  int expire(Instant now, Duration longest) {
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
        .param("limit", Timestamp.from(now.minus(longest)))
        .query(Integer.class)
        .single();
  }

  /** Forgets those that came in before a moment and have ended, and at most so many rows. */
  int forget(Instant before, int piece) {
    jdbc.sql("delete from catalog_import where ended_at is not null and created_at < ?")
        .param(Timestamp.from(before))
        .update();
    return jdbc.sql(
            """
            delete from import_row where ctid = any(array(
              select ctid from import_row where created_at < ? limit ? for update skip locked))
            """)
        .params(Timestamp.from(before), piece)
        .update();
  }

  private Upload upload(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new Upload(
        row.getObject("id", UUID.class),
        row.getObject("requested_by", UUID.class),
        Format.valueOf(row.getString("format")),
        row.getLong("bytes"),
        row.getInt("rows"),
        Upload.Status.valueOf(row.getString("status")),
        row.getInt("accepted"),
        row.getInt("refused"),
        json.readValue(row.getString("errors"), ERRORS),
        row.getString("reason"),
        row.getTimestamp("created_at").toInstant(),
        ended == null ? null : ended.toInstant());
  }
}

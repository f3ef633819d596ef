package dev.ecommercestack.worker.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code job}. No statement changes a job that has ended, except its deletion. */
@Repository
class JobRepository {
  private static final String COLUMNS =
      "id, type, status, attempts, correlation_id, retry_at, result, error, created_at, updated_at, finished_at";
  private static final int MAX_ERROR_LENGTH = 1_000;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  JobRepository(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A postponed job whose next attempt is due.
   *
   * @param id the id of the job
   * @param type the type of the job
   * @param message the message as it was delivered
   */
  record DueJob(UUID id, JobType type, String message) {}

  /**
   * Records that a job is started. The failures of a parked job are reset.
   *
   * @param id the id of the job
   * @param type the type of the job
   * @param messageId the id of the message
   * @param correlationId the correlation id of the message
   * @return false if the job has ended, or if the id belongs to a job of another type
   */
  boolean begin(UUID id, JobType type, UUID messageId, UUID correlationId) {
    return jdbc.sql(
                """
                insert into job as j (id, type, status, attempts, message_id, correlation_id, created_at, updated_at)
                values (:id, :type, 'RUNNING', 1, :message, :correlation, :now, :now)
                on conflict (id) do update set
                  status = 'RUNNING', attempts = j.attempts + 1, retry_at = null, message = null, updated_at = :now,
                  failures = case j.status when 'PARKED' then 0 else j.failures end
                where j.finished_at is null and j.type = excluded.type
                """)
            .param("id", id)
            .param("type", type.name())
            .param("message", messageId)
            .param("correlation", correlationId)
            .param("now", now())
            .update()
        == 1;
  }

  /** Locks a job until the end of the transaction; returns whether it has not ended. */
  boolean lock(UUID id) {
    return jdbc.sql("select finished_at is null from job where id = ? for update")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Records the end of a job; returns false if it had ended before. */
  boolean finish(UUID id, JobStatus status, Object result) {
    return jdbc.sql(
                """
                update job set status = :status, result = cast(:result as jsonb), error = null,
                  retry_at = null, message = null, progress = null, updated_at = :now, finished_at = :now
                where id = :id and finished_at is null
                """)
            .param("status", status.name())
            .param("result", json.writeValueAsString(result))
            .param("now", now())
            .param("id", id)
            .update()
        == 1;
  }

  /** Stores what a job has done so far, as JSON. */
  void saveProgress(UUID id, Object progress) {
    jdbc.sql(
            """
            update job set progress = cast(:progress as jsonb), updated_at = :now
            where id = :id and finished_at is null
            """)
        .param("progress", json.writeValueAsString(progress))
        .param("now", now())
        .param("id", id)
        .update();
  }

  /** Returns the stored progress of a job; empty if there is none. */
  <T> Optional<T> findProgress(UUID id, Class<T> type) {
    return jdbc.sql("select progress from job where id = ? and progress is not null")
        .param(id)
        .query(String.class)
        .optional()
        .map(progress -> json.readValue(progress, type));
  }

  /** Counts a failure; returns the number of failures, or empty if the job has ended meanwhile. */
  Optional<Integer> recordFailure(UUID id, String error) {
    return jdbc.sql(
            """
            update job set failures = failures + 1, error = :error, updated_at = :now
            where id = :id and finished_at is null returning failures
            """)
        .param("error", error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)))
        .param("now", now())
        .param("id", id)
        .query(Integer.class)
        .optional();
  }

  /** Postpones a job; {@code message} is delivered again at {@code until}. */
  void postpone(UUID id, String message, Instant until) {
    jdbc.sql(
            """
            update job set status = 'WAITING', message = :message, retry_at = :until, updated_at = :now
            where id = :id and finished_at is null
            """)
        .param("message", message)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("now", now())
        .param("id", id)
        .update();
  }

  /** Records that the message of a job goes to the parking lot. */
  void park(UUID id) {
    jdbc.sql(
            """
            update job set status = 'PARKED', retry_at = null, message = null, updated_at = :now
            where id = :id and finished_at is null
            """)
        .param("now", now())
        .param("id", id)
        .update();
  }

  /**
   * Locks due jobs until the end of the transaction; skips those that another instance has locked.
   */
  List<DueJob> lockDue(int limit) {
    return jdbc.sql(
            """
            select id, type, message from job where retry_at <= :now
            order by retry_at limit :limit for update skip locked
            """)
        .param("now", now())
        .param("limit", limit)
        .query(
            (row, n) ->
                new DueJob(
                    row.getObject("id", UUID.class),
                    JobType.valueOf(row.getString("type")),
                    row.getString("message")))
        .list();
  }

  /** Records that the message of a job is in its queue again. */
  void markRedelivered(UUID id) {
    jdbc.sql("update job set retry_at = null where id = ?").param(id).update();
  }

  /** Deletes at most {@code limit} jobs that ended before a time; returns their number. */
  int deleteFinishedBefore(Instant before, int limit) {
    return jdbc.sql(
            """
            delete from job where ctid = any(array(
              select ctid from job where finished_at < :before limit :limit for update skip locked))
            """)
        .param("before", before.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .update();
  }

  Optional<Job> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from job where id = ?")
        .param(id)
        .query(this::job)
        .optional();
  }

  /**
   * Returns jobs, the newest first.
   *
   * @param type the type of the jobs; null for all
   * @param status the status of the jobs; null for all
   * @param before the id before which the jobs were created; null to start with the newest
   * @param limit the highest number of jobs
   */
  List<Job> list(
      @Nullable JobType type, @Nullable JobStatus status, @Nullable UUID before, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                   from job
                  where (cast(:type as text) is null or type = :type)
                    and (cast(:status as text) is null or status = :status)
                    and (cast(:before as uuid) is null or id < :before)
                  order by id desc limit :limit
                  """)
        .param("type", type == null ? null : type.name())
        .param("status", status == null ? null : status.name())
        .param("before", before)
        .param("limit", limit)
        .query(this::job)
        .list();
  }

  private Job job(ResultSet row, int ignored) throws SQLException {
    String result = row.getString("result");
    return new Job(
        row.getObject("id", UUID.class),
        JobType.valueOf(row.getString("type")),
        JobStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getObject("correlation_id", UUID.class),
        instant(row, "retry_at"),
        result == null ? null : json.readTree(result),
        row.getString("error"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

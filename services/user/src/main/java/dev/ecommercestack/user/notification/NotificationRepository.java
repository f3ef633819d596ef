package dev.ecommercestack.user.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Mails that were asked for, in the database. */
@Repository
class NotificationRepository {
  private final JdbcClient database;

  NotificationRepository(JdbcClient database) {
    this.database = database;
  }

  void insert(UUID jobId, UUID accountId, String template, Instant now) {
    database
        .sql(
            "insert into notification (id, account_id, template, requested_at) values (:id, :account, :template, :now)")
        .param("id", jobId)
        .param("account", accountId)
        .param("template", template)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Notes a result; false when no such mail is waiting for one. */
  boolean finish(NotificationResult result, Instant now) {
    return database
            .sql(
                """
                update notification set outcome = :outcome, reason = :reason, finished_at = :now
                where id = :id and outcome is null
                """)
            .param("outcome", result.outcome().name())
            .param("reason", result.reason())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("id", result.jobId())
            .update()
        == 1;
  }
}

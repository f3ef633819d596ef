package dev.ecommercestack.user.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notification}: requested mails and their results. */
@Repository
class NotificationRepository {
  private final JdbcClient jdbc;

  NotificationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID jobId, UUID accountId, String template, Instant now) {
    jdbc.sql(
            "insert into notification (id, account_id, template, requested_at) values (:id, :account, :template, :now)")
        .param("id", jobId)
        .param("account", accountId)
        .param("template", template)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Stores a result; returns false if there is no mail without a result and with this id. */
  boolean finish(NotificationResult result, Instant now) {
    return jdbc.sql(
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

package dev.ecommercestack.user.audit;

import dev.ecommercestack.platform.audit.AuditController;
import dev.ecommercestack.user.audit.AuditResponse.WelcomeMails;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** Returns counts with which an auditor checks consistency. */
@RestController
class UserAuditController extends AuditController<AuditResponse> {
  // One statement reads one snapshot of the database.
  private static final String COUNTS =
      """
      select
        (select count(*) from account) as accounts,
        (select count(*) from account where 'ADMIN' = any (roles)) as administrators,
        (select count(*) from account a where not a.password_from_file
           and not exists (select from notification n where n.account_id = a.id and n.template = 'WELCOME')) as unwelcomed,
        (select count(*) from session where ended_at is null and expires_at > :now) as sessions,
        (select count(*) from session where ended_by = 'REUSE') as reused,
        (select count(*) from session s where s.ended_at is null and s.expires_at > :now
           and not exists (select from refresh_token t where t.session_id = s.id and t.used_at is null)) as without_token,
        (select count(*) from signing_key) as signing_keys,
        (select count(*) from login_throttle where blocked_until > :now) as throttled,
        n.requested, n.sent, n.refused
      from (select count(*) as requested,
                   count(*) filter (where outcome = 'SENT') as sent,
                   count(*) filter (where outcome = 'REFUSED') as refused
            from notification where template = 'WELCOME') n
      """;

  private final Clock clock;

  UserAuditController(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
    super(jdbc, transactions);
    this.clock = clock;
  }

  @Override
  protected AuditResponse read() {
    return jdbc.sql(COUNTS)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(UserAuditController::response)
        .single();
  }

  private static AuditResponse response(ResultSet row, int ignored) throws SQLException {
    long requested = row.getLong("requested");
    long sent = row.getLong("sent");
    long refused = row.getLong("refused");
    return new AuditResponse(
        row.getLong("accounts"),
        row.getLong("administrators"),
        row.getLong("unwelcomed"),
        row.getLong("sessions"),
        row.getLong("reused"),
        row.getLong("without_token"),
        new WelcomeMails(requested, sent, refused, requested - sent - refused),
        row.getLong("signing_keys"),
        row.getLong("throttled"));
  }
}

package dev.ecommercestack.user;

import dev.ecommercestack.user.login.LoginThrottle;
import dev.ecommercestack.user.session.Sessions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes expired sessions and counters of failed logins. Every instance does so; deleting rows
 * that are already deleted is harmless.
 */
@Component
class ExpiredDataCleanup {
  private static final Logger log = LoggerFactory.getLogger(ExpiredDataCleanup.class);

  private final Sessions sessions;
  private final LoginThrottle throttle;

  ExpiredDataCleanup(Sessions sessions, LoginThrottle throttle) {
    this.sessions = sessions;
    this.throttle = throttle;
  }

  @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void deleteExpired() {
    int deleted = sessions.deleteExpired() + throttle.deleteExpired();
    log.debug("Deleted {} expired rows", deleted);
  }
}

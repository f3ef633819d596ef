package dev.ecommercestack.user;

import dev.ecommercestack.user.login.LoginThrottle;
import dev.ecommercestack.user.session.Sessions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what is over. Every instance does: deleting what is already gone is harmless. */
@Component
class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final Sessions sessions;
  private final LoginThrottle throttle;

  Housekeeping(Sessions sessions, LoginThrottle throttle) {
    this.sessions = sessions;
    this.throttle = throttle;
  }

  @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
  void purge() {
    int deleted = sessions.purge() + throttle.purge();
    LOG.debug("Deleted {} rows that are over", deleted);
  }
}

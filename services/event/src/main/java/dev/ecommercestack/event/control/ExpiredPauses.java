package dev.ecommercestack.event.control;

import dev.ecommercestack.platform.problem.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends campaigns that are paused when their end time passes: nobody can resume them, and claims
 * that are held must get a result. Every instance does; a second record changes nothing.
 */
@Component
class ExpiredPauses {
  private static final Logger log = LoggerFactory.getLogger(ExpiredPauses.class);

  private final CampaignControls controls;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** By campaign: the offset of the record that this instance has appended. */
  private final Map<UUID, Long> appended = new HashMap<>();

  ExpiredPauses(CampaignControls controls, JdbcClient jdbc, Clock clock) {
    this.controls = controls;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${event.coupons.sweep-interval}")
  void sweep() {
    List<UUID> expired = expired();
    appended.keySet().retainAll(expired);
    expired.forEach(this::end);
  }

  private List<UUID> expired() {
    return jdbc.sql("select id from campaign where state = 'PAUSED' and ends_at <= :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  private void end(UUID id) {
    CampaignControls.Controlled campaign = controls.read(id);
    if (campaign.next() <= appended.getOrDefault(id, -1L)) {
      return;
    }
    try {
      appended.put(id, controls.append(id, campaign, ControlAction.END, null));
    } catch (ProblemException e) {
      log.debug("Campaign {} cannot be ended now: {}", id, e.getMessage());
    }
  }
}

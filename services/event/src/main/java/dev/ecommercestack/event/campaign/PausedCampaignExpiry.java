package dev.ecommercestack.event.campaign;

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
 * Ends paused campaigns whose end time has passed: they cannot be resumed any more, and their held
 * claims must get a result. Every instance does this; a second control record changes nothing.
 */
@Component
class PausedCampaignExpiry {
  private static final Logger log = LoggerFactory.getLogger(PausedCampaignExpiry.class);

  private final CampaignControls controls;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** By campaign id: the offset of the END record that this instance has appended. */
  private final Map<UUID, Long> endOffsets = new HashMap<>();

  PausedCampaignExpiry(CampaignControls controls, JdbcClient jdbc, Clock clock) {
    this.controls = controls;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${event.coupons.sweep-interval}")
  void endExpired() {
    List<UUID> expired = expired();
    endOffsets.keySet().retainAll(expired);
    expired.forEach(this::end);
  }

  private List<UUID> expired() {
    return jdbc.sql("select id from campaign where state = 'PAUSED' and ends_at <= :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  private void end(UUID id) {
    CampaignControls.ControlledCampaign campaign = controls.read(id);
    if (campaign.nextOffset() <= endOffsets.getOrDefault(id, -1L)) {
      return;
    }
    try {
      endOffsets.put(id, controls.append(id, campaign, ControlAction.END, null));
    } catch (ProblemException e) {
      log.debug("Campaign {} cannot be ended now: {}", id, e.getMessage());
    }
  }
}

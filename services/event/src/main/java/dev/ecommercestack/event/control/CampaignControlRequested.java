package dev.ecommercestack.event.control;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code campaign-control-requested}.
 *
 * @param campaignId the campaign
 * @param action what to do with it
 * @param requestedBy the administrator; null if the campaign was paused when its end time passed;
 *     for audit
 * @param requestedAt when the request came; for audit
 */
public record CampaignControlRequested(
    UUID campaignId, ControlAction action, @Nullable UUID requestedBy, Instant requestedAt) {
  /** The message's name. */
  public static final String TYPE = "campaign-control-requested";
}

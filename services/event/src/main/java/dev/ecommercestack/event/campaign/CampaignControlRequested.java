package dev.ecommercestack.event.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of the message {@code campaign-control-requested}.
 *
 * @param campaignId the id of the campaign
 * @param action the requested action
 * @param requestedBy the user id of the administrator, for audit; null if the service requests the
 *     end of a paused campaign whose end time has passed
 * @param requestedAt when the service received the request, for audit
 */
public record CampaignControlRequested(
    UUID campaignId, ControlAction action, @Nullable UUID requestedBy, Instant requestedAt) {
  /** The type of the message. */
  public static final String TYPE = "campaign-control-requested";
}

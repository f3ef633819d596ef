package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.campaign.ControlAction;
import java.util.UUID;

/**
 * A control record in a partition. It changes the state of the campaign for all claims behind it.
 *
 * @param offset the offset of the record
 * @param campaignId the id of the campaign
 * @param action the action of the record
 */
public record ControlRecord(long offset, UUID campaignId, ControlAction action)
    implements QueueRecord {}

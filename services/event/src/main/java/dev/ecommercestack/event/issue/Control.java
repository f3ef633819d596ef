package dev.ecommercestack.event.issue;

import dev.ecommercestack.event.control.ControlAction;
import java.util.UUID;

/**
 * A control record in the queue: claims behind it are decided under another state of the campaign.
 *
 * @param offset its offset in the partition
 * @param campaignId the campaign
 * @param action what it does
 */
public record Control(long offset, UUID campaignId, ControlAction action) implements QueueRecord {}

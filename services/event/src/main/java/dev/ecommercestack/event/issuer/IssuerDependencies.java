package dev.ecommercestack.event.issuer;

import dev.ecommercestack.event.EventSettings;
import dev.ecommercestack.event.queue.ClaimTopic;
import org.springframework.stereotype.Component;

/**
 * The collaborators of an {@link IssuerSession}.
 *
 * @param leases takes the leases of partitions
 * @param issuer decides batches of records
 * @param reader parses records
 * @param deadLetters receives the records that cannot be decided
 * @param topic the claim topic
 * @param monitor publishes health and metrics
 * @param settings the settings of the service
 */
@Component
record IssuerDependencies(
    PartitionLeaseRepository leases,
    Issuer issuer,
    QueueRecordReader reader,
    DeadLetterPublisher deadLetters,
    ClaimTopic topic,
    IssuerMonitor monitor,
    EventSettings settings) {}

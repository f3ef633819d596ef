package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a queue.
 *
 * @param name of the queue
 * @param identity a value that changes when the queue is created again
 * @param seenAt time of the last reading
 * @param parts its parts as they were then
 * @param arrival messages that arrive
 * @param service messages that a busy pod handles
 * @param added effect of the last added pods, while it is being measured, or null
 * @param downstream limit behind the pods, or null
 */
public record QueueHistory(
    String name,
    String identity,
    Instant seenAt,
    List<QueuePart.Seen> parts,
    ArrivalRate arrival,
    ServiceRate service,
    @Nullable AddedPods added,
    @Nullable DownstreamLimit downstream) {

  QueueHistory with(ServiceRate rate, @Nullable AddedPods pods) {
    return new QueueHistory(name, identity, seenAt, parts, arrival, rate, pods, downstream);
  }
}

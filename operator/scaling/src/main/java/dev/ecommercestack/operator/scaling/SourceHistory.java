package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a queue.
 *
 * @param name of the queue
 * @param identity what changes when the queue was made anew
 * @param seenAt when it was last seen
 * @param marks its lanes as they were then
 * @param arrival messages that arrive
 * @param service messages that a pod handles
 * @param throughput messages that leave with the pods that run now
 * @param rebalance seconds from ready pods to full speed, negative before it was measured
 * @param settledStep start of the last change of the number of pods whose effect is over, or null
 * @param trial effect of the last added pods, while it is being measured
 * @param ceiling count above which pods bring nothing, or null
 * @param pace what pods were seen to do while it is not known how fast they are, or null
 */
public record SourceHistory(
    String name,
    String identity,
    Instant seenAt,
    List<Lane.Mark> marks,
    ArrivalRate arrival,
    ServiceRate service,
    Throughput throughput,
    double rebalance,
    @Nullable Instant settledStep,
    @Nullable Trial trial,
    @Nullable Ceiling ceiling,
    @Nullable Pace pace) {

  /** Makes one of pods that were not seen to do anything. */
  public SourceHistory(
      String name,
      String identity,
      Instant seenAt,
      List<Lane.Mark> marks,
      ArrivalRate arrival,
      ServiceRate service,
      Throughput throughput,
      double rebalance,
      @Nullable Instant settledStep,
      @Nullable Trial trial,
      @Nullable Ceiling ceiling) {
    this(
        name,
        identity,
        seenAt,
        marks,
        arrival,
        service,
        throughput,
        rebalance,
        settledStep,
        trial,
        ceiling,
        null);
  }

  SourceHistory with(ServiceRate rate) {
    return with(rate, pace);
  }

  SourceHistory with(@Nullable Pace seen) {
    return with(service, seen);
  }

  private SourceHistory with(ServiceRate rate, @Nullable Pace seen) {
    return new SourceHistory(
        name,
        identity,
        seenAt,
        marks,
        arrival,
        rate,
        throughput,
        rebalance,
        settledStep,
        trial,
        ceiling,
        seen);
  }
}

package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of what added pods bring.
 *
 * @param from pods before
 * @param before messages per second that these could handle
 * @param messages handled since, while all pods were busy
 * @param seconds in which they were handled
 */
public record AddedPods(int from, double before, double messages, double seconds) {

  AddedPods add(double handled, double duration, double perPod) {
    return new AddedPods(from, from * perPod, messages + handled, seconds + duration);
  }

  /** Whether it took long enough, also for messages that are rare. */
  boolean over(int pods) {
    double handled = (before + gain(pods)) * seconds;
    return seconds >= ScalingConstants.GAIN_SECONDS
        && gain(pods) * seconds >= ScalingConstants.GAIN_DEVIATIONS * Math.sqrt(handled);
  }

  /** Returns the limit that the measurement shows, or null if the pods brought enough. */
  @Nullable DownstreamLimit limit(int pods, Instant at) {
    double after = messages / seconds;
    double share = (after - before) / gain(pods);
    if (share >= ScalingConstants.LEAST_GAIN) {
      return null;
    }
    return new DownstreamLimit(pods, after, share, at);
  }

  /** Messages per second that the added pods should bring. */
  private double gain(int pods) {
    return before / from * (pods - from);
  }
}

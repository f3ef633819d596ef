package dev.ecommercestack.operator.scaling;

/**
 * Messages per second that arrive: an exponentially weighted average and a band of noise. A rate
 * that leaves the band is believed, and then whole, when it stays outside for {@link
 * ScalingConstants#CHANGE_SECONDS}; until then it moves the average no further than the edge of the
 * band. So a single burst is no change, and a flash sale is seen at once. Bursts that come again
 * are kept apart: see {@link Bursts}. Of small rates the average is longer, until a silence.
 *
 * @param level average
 * @param variance of single samples around the average, (messages/s)²
 * @param interval seconds between the last two readings, 0 before the second one
 * @param outside seconds for which samples have been outside the band; negative if below it
 * @param outsideMessages messages that arrived in that time
 * @param age seconds since the average began
 * @param silent seconds since the last message
 * @param bursts messages that come in bursts, beyond the average
 */
public record ArrivalRate(
    double level,
    double variance,
    double interval,
    double outside,
    double outsideMessages,
    double age,
    double silent,
    Bursts bursts) {
  static final ArrivalRate UNKNOWN = new ArrivalRate(0, 0, 0, 0, 0, 0, 0, Bursts.NONE);

  boolean known() {
    return interval > 0;
  }

  /** Messages per second, bursts on average. */
  double perSecond() {
    return level + bursts.perSecond();
  }

  /** Returns the rate after some more messages arrived in some more seconds. */
  ArrivalRate after(double messages, double seconds) {
    double sample = messages / seconds;
    if (!known()) {
      return begin(sample, poisson(sample, seconds), seconds, bursts);
    }
    double edge = ScalingConstants.NOISE_BAND * noise(seconds);
    double deviation = sample - level;
    Bursts next = Mechanism.BURSTS.off() ? bursts : bursts.after(messages, seconds, level, edge);
    if (Math.abs(deviation) <= edge || Mechanism.NOISE_BAND.off()) {
      return average(sample, seconds, 0, 0, next);
    }
    if (next.expected()) {
      return new ArrivalRate(level, variance, seconds, 0, 0, age, silent, next);
    }
    boolean same = outside == 0 || (outside > 0) == (deviation > 0);
    double outsideNow = (same ? Math.abs(outside) : 0) + seconds;
    double messagesNow = (same ? outsideMessages : 0) + messages;
    if (outsideNow >= ScalingConstants.CHANGE_SECONDS) {
      double changed = messagesNow / outsideNow;
      return begin(changed, Math.max(variance, poisson(changed, seconds)), seconds, next);
    }
    double clipped = level + Math.copySign(edge, deviation);
    return average(clipped, seconds, Math.copySign(outsideNow, deviation), messagesNow, next);
  }

  private static ArrivalRate begin(double level, double variance, double seconds, Bursts next) {
    return new ArrivalRate(level, variance, seconds, 0, 0, 0, 0, next);
  }

  private ArrivalRate average(
      double sample, double seconds, double outsideNow, double messagesNow, Bursts next) {
    double deviation = sample - level;
    boolean anew =
        silent > ScalingConstants.LONGEST_RATE_MEMORY
            || silent * level > ScalingConstants.SILENT_MESSAGES;
    double ageNow = anew ? seconds : age + seconds;
    double noise = Seconds.weight(seconds, ScalingConstants.NOISE_MEMORY);
    return new ArrivalRate(
        level + Seconds.weight(seconds, memory(ageNow)) * deviation,
        variance + noise * (deviation * deviation - variance),
        seconds,
        outsideNow,
        messagesNow,
        ageNow,
        sample > 0 ? 0 : silent + seconds,
        next);
  }

  /** Memory in seconds: longer where it would hold too few messages. */
  private double memory(double ageNow) {
    double enough = ScalingConstants.RATE_MESSAGES / level;
    double most = Math.min(ScalingConstants.LONGEST_RATE_MEMORY, ageNow);
    return Mechanism.SMALL_RATES.off()
        ? ScalingConstants.RATE_MEMORY
        : Math.max(ScalingConstants.RATE_MEMORY, Math.min(enough, most));
  }

  private double noise(double seconds) {
    double least = ScalingConstants.LEAST_NOISE * level;
    return Math.sqrt(Math.max(Math.max(variance, least * least), poisson(level, seconds)));
  }

  /** Variance of a rate measured by counting independent arrivals, at least one of them. */
  private static double poisson(double rate, double seconds) {
    return Math.max(rate * seconds, 1) / (seconds * seconds);
  }
}

package dev.ecommercestack.operator.scaling;

/**
 * Messages per second that arrive: three exponentially weighted averages of different memory, from
 * which level and trend follow, and a band of noise. A rate that leaves the band is believed when
 * it stays outside for {@link #CONFIRM} seconds; until then it moves the averages no further than
 * the edge of the band. So a single burst is no change of rate, and a flash sale is seen whole
 * instead of in steps. Bursts that come again and again are kept apart: see {@link Bursts}. A small
 * rate is remembered for longer: see {@link Memory}.
 *
 * @param fast average over the last {@link #FAST} seconds
 * @param middle average over the last {@link #MIDDLE} seconds: the level
 * @param slow average over the last {@link #SLOW} seconds
 * @param variance of single samples around the fast average, (messages/s)²
 * @param interval seconds between the last two samples, 0 before the second one
 * @param outside seconds for which samples have been outside the band; negative if below it
 * @param outsideMessages messages that arrived in that time
 * @param memory what makes the averages longer while few messages arrive
 * @param bursts what comes in bursts, beyond the averages
 */
public record ArrivalRate(
    double fast,
    double middle,
    double slow,
    double variance,
    double interval,
    double outside,
    double outsideMessages,
    Memory memory,
    Bursts bursts) {
  static final ArrivalRate UNKNOWN = new ArrivalRate(0, 0, 0, 0, 0, 0, 0, Memory.NONE, Bursts.NONE);

  static final double FAST = 10;
  static final double MIDDLE = 30;
  static final double SLOW = 90;

  /** Memory of the noise: several times that of the level, so that noise is told from change. */
  private static final double NOISE = 120;

  /** Half the width of the band in standard deviations. */
  private static final double BAND = 3;

  /** Least noise as a share of the level: no traffic is steadier than this. */
  private static final double LEAST_NOISE = 0.05;

  /** Two samples of an observer that looks every 5 s, one of a slower observer. */
  private static final double CONFIRM = 8;

  /** A trend adds no more than this share of the level. */
  private static final double MOST_AHEAD = 0.5;

  boolean known() {
    return interval > 0;
  }

  /** Whether the last samples look like a change of rate that needs one more look. */
  boolean changing() {
    return outside > 0;
  }

  /** Returns the rate after some more messages arrived in some more seconds. */
  ArrivalRate after(double messages, double seconds) {
    double sample = messages / seconds;
    if (!known()) {
      return begin(sample, sample, poisson(sample, seconds), seconds, bursts);
    }
    double edge = BAND * noise(seconds);
    double deviation = sample - middle;
    Bursts next = bursts.after(messages, seconds, middle, edge);
    if (Math.abs(deviation) <= edge) {
      return average(sample, seconds, 0, 0, next);
    }
    if (next.expected()) {
      return new ArrivalRate(fast, middle, slow, variance, seconds, 0, 0, memory, next);
    }
    boolean same = outside == 0 || (outside > 0) == (deviation > 0);
    double outsideNow = (same ? Math.abs(outside) : 0) + seconds;
    double messagesNow = (same ? outsideMessages : 0) + messages;
    if (outsideNow >= CONFIRM) {
      double level = messagesNow / outsideNow;
      double noise = Math.max(variance, poisson(level, seconds));
      return begin(level, Math.min(slow, level), noise, seconds, next);
    }
    double clipped = middle + Math.copySign(edge, deviation);
    return average(clipped, seconds, Math.copySign(outsideNow, deviation), messagesNow, next);
  }

  private static ArrivalRate begin(
      double level, double slow, double noise, double seconds, Bursts next) {
    return new ArrivalRate(level, level, slow, noise, seconds, 0, 0, Memory.NONE, next);
  }

  private ArrivalRate average(
      double sample, double seconds, double outsideNow, double outsideMessagesNow, Bursts next) {
    double deviation = sample - fast;
    Memory longer = memory.after(sample * seconds, seconds, middle);
    return new ArrivalRate(
        fast + Times.weight(seconds, longer.atLeast(FAST, middle)) * (sample - fast),
        middle + Times.weight(seconds, longer.atLeast(MIDDLE, middle)) * (sample - middle),
        slow + Times.weight(seconds, longer.atLeast(SLOW, middle)) * (sample - slow),
        variance + Times.weight(seconds, NOISE) * (deviation * deviation - variance),
        seconds,
        outsideNow,
        outsideMessagesNow,
        longer,
        next);
  }

  private double noise(double seconds) {
    double least = LEAST_NOISE * middle;
    return Math.sqrt(Math.max(Math.max(variance, least * least), poisson(middle, seconds)));
  }

  /** Variance of a rate measured by counting independent arrivals, at least one of them. */
  private static double poisson(double rate, double seconds) {
    return Math.max(rate * seconds, 1) / (seconds * seconds);
  }

  /** Messages per second now, bursts on average. */
  double perSecond() {
    return ahead(0) + bursts.perSecond();
  }

  /**
   * Messages per second in some seconds: a rising trend goes on, a falling one is not counted on.
   */
  double ahead(double seconds) {
    double rise = Math.max(0, slope()) * (MIDDLE + seconds);
    return middle + Math.min(rise, MOST_AHEAD * middle);
  }

  /** As {@link #ahead}, but without a sure trend the average over a longer time. */
  double inTheLongRun(double seconds) {
    return slope() == 0 ? slow : ahead(seconds);
  }

  /**
   * Change in messages per second, per second, if it is sure, or 0. On a steady rise by m the
   * averages lag behind by m times their memory, so both pairs of them show the slope; after a step
   * only one does. Hence the smaller one, less what noise makes of it.
   */
  private double slope() {
    if (!known()) {
      return 0;
    }
    double sign = Math.signum(fast - middle);
    double noise = Math.sqrt(variance);
    double near = sign * (fast - middle) - noise * Math.sqrt(interval / (2 * FAST));
    double far = sign * (middle - slow) - noise * Math.sqrt(interval / (2 * MIDDLE));
    return sign * Math.max(0, Math.min(near / (MIDDLE - FAST), far / (SLOW - MIDDLE)));
  }
}

package dev.ecommercestack.operator.scaling;

/**
 * The measurement of what added pods bring.
 *
 * @param before messages per second that were handled before
 * @param from pods before
 * @param to pods after
 * @param messages handled since, while all pods had enough to do
 * @param seconds in which they were handled
 */
public record Trial(double before, int from, int to, double messages, double seconds) {
  /** Time after which the measurement is believed. */
  static final double ENOUGH = 20;

  /** Standard deviations of what is handled by which the gain has to stand out from chance. */
  private static final double BEYOND_CHANCE = 3;

  private static final double MANY = 50;

  Trial add(double handled, double duration) {
    return new Trial(before, from, to, messages + handled, seconds + duration);
  }

  /**
   * Whether a pod handles many messages in that time. Of few of them the first are done late, since
   * fresh pods begin with all at once, so that what is done rises though nothing warms up.
   */
  boolean manyMessages() {
    return before / from * ENOUGH >= MANY;
  }

  /** Begins anew. */
  Trial anew() {
    return new Trial(before, from, to, 0, 0);
  }

  /** Whether it was long enough, and long enough for messages that are rare. */
  boolean over() {
    double gained = expected() * seconds;
    double handled = (before + expected()) * seconds;
    return seconds >= ENOUGH && gained >= BEYOND_CHANCE * Math.sqrt(handled);
  }

  double after() {
    return messages / seconds;
  }

  /** Share of the gain that as many more pods should have brought. */
  double share() {
    return (after() - before) / expected();
  }

  /** Messages per second that as many more pods should bring. */
  private double expected() {
    return before / from * (to - from);
  }
}

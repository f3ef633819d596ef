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
  private static final double ENOUGH = 20;

  Trial add(double handled, double duration) {
    return new Trial(before, from, to, messages + handled, seconds + duration);
  }

  boolean over() {
    return seconds >= ENOUGH;
  }

  double after() {
    return messages / seconds;
  }

  /** Share of the gain that as many more pods should have brought. */
  double share() {
    double expected = before / from * (to - from);
    return (after() - before) / expected;
  }
}

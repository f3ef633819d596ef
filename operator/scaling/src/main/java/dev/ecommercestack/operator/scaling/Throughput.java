package dev.ecommercestack.operator.scaling;

/**
 * Messages per second that leave a queue while the number of pods stays the same, fading.
 *
 * @param messages that left
 * @param seconds in which they left
 * @param leaps looks in a row, up to now, in which more left than pods can have handled
 */
public record Throughput(double messages, double seconds, int leaps) {
  static final Throughput UNKNOWN = new Throughput(0, 0, 0);

  private static final double MEMORY = 60;
  private static final double ENOUGH = 30;

  boolean known() {
    return seconds >= ENOUGH;
  }

  double perSecond() {
    return messages / seconds;
  }

  Throughput add(double left, double duration) {
    double keep = 1 - Times.weight(duration, MEMORY);
    return new Throughput(keep * messages + left, keep * seconds + duration, 0);
  }

  Throughput leapt() {
    return new Throughput(messages, seconds, leaps + 1);
  }
}

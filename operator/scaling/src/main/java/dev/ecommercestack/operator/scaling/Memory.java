package dev.ecommercestack.operator.scaling;

/**
 * How long an average of a small rate must remember for it to hold more than chance: ten messages,
 * whose count has a standard deviation of a third. After a change that is no chance it begins anew:
 * after a silence in which {@link #SILENCE} messages were to be expected, and when Page's test for
 * a doubled rate ("Continuous inspection schemes", 1954) says that there is a rise.
 *
 * @param seconds since it began
 * @param silent seconds since the last message
 * @param rise logarithm of how much more likely a doubled rate is by now, 0 if it is not
 */
public record Memory(double seconds, double silent, double rise) {
  static final Memory NONE = new Memory(0, 0, 0);

  private static final double MESSAGES = 10;

  /** Longest time to remember, in seconds. */
  private static final double MOST = 300;

  /** One silence in 50 is longer. */
  private static final double SILENCE = 4;

  /** One rise in 150 is chance. */
  private static final double RISE = 5;

  private static final double DOUBLED = 2;

  /**
   * Returns it after some more messages arrived in some more seconds.
   *
   * @param level messages per second that arrived so far
   */
  Memory after(double messages, double duration, double level) {
    double expected = level * duration;
    double more = rise + messages * StrictMath.log(DOUBLED) - expected * (DOUBLED - 1);
    double quiet = messages > 0 ? 0 : silent + duration;
    boolean anew = more > RISE || silent > MOST || silent * level > SILENCE;
    return anew
        ? new Memory(duration, quiet, 0)
        : new Memory(seconds + duration, quiet, Math.max(0, more));
  }

  /** Returns a time in seconds, made longer where it holds too few messages. */
  double atLeast(double time, double level) {
    return Math.max(time, Math.min(Math.min(MESSAGES / level, MOST), seconds));
  }
}

package dev.ecommercestack.operator.scaling;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bursts that come again and again, as a producer sends them that collects messages or runs by a
 * clock. No average of some seconds shows them: it is far too high after one and far too low before
 * the next. They are known once there were {@link ScalingConstants#ENOUGH_BURSTS} of them no
 * further than {@link ScalingConstants#LONGEST_BURST_GAP} apart, and forgotten when none has come
 * for twice the longest time between two.
 *
 * @param seen the last ones, the oldest first
 * @param since seconds since the last one began
 * @param running the one that is not over yet, or null
 */
public record Bursts(List<Burst> seen, double since, @Nullable Running running) {
  static final Bursts NONE = new Bursts(List.of(), 0, null);

  /**
   * A burst.
   *
   * @param messages beyond those that arrive steadily
   * @param gap seconds since the one before began
   */
  public record Burst(double messages, double gap) {}

  /**
   * A burst that may go on.
   *
   * @param burst so far
   * @param seconds for which it has been going on
   * @param level messages per second that arrived before it
   * @param edge messages per second from which on it goes on
   */
  public record Running(Burst burst, double seconds, double level, double edge) {}

  /**
   * Returns them after some more messages arrived in some more seconds.
   *
   * @param level messages per second that arrive steadily
   * @param band messages per second by which these may vary
   */
  Bursts after(double messages, double seconds, double level, double band) {
    double sample = messages / seconds;
    if (running != null && sample > running.edge()) {
      return goesOn(running, messages, seconds);
    }
    Bursts over = running == null ? later(seconds) : over(running).later(seconds);
    if (sample <= level + band) {
      return over;
    }
    Burst burst = new Burst(messages - level * seconds, over.since());
    return new Bursts(over.seen(), 0, new Running(burst, seconds, level, level + band));
  }

  private Bursts goesOn(Running now, double messages, double seconds) {
    double more = now.burst().messages() + messages - now.level() * seconds;
    Burst burst = new Burst(more, now.burst().gap());
    Running longer = new Running(burst, now.seconds() + seconds, now.level(), now.edge());
    Bursts next = new Bursts(seen, since + seconds, longer);
    return longer.seconds() > ScalingConstants.LONGEST_BURST ? next.none(longer) : next;
  }

  private Bursts over(Running now) {
    if (now.burst().messages() < ScalingConstants.LEAST_BURST * now.level()) {
      return none(now);
    }
    List<Burst> all = new ArrayList<>(seen);
    all.add(now.burst());
    return new Bursts(
        List.copyOf(
            all.subList(Math.max(0, all.size() - ScalingConstants.MOST_BURSTS), all.size())),
        since,
        null);
  }

  /** What looked like the beginning of one was none. */
  private Bursts none(Running now) {
    return new Bursts(seen, now.burst().gap() + since, null);
  }

  private Bursts later(double seconds) {
    double later = Math.min(since + seconds, ScalingConstants.LONGEST_BURST_GAP + 1);
    return new Bursts(later > ScalingConstants.LONGEST_BURST_GAP ? List.of() : seen, later, null);
  }

  /** Whether one began in the last seconds, of a pattern or not. */
  boolean anyIn(double seconds) {
    return (running != null || !seen.isEmpty()) && since < seconds;
  }

  /** Whether they come again and again. */
  boolean known() {
    double longest = 0;
    for (int i = 1; i < seen.size(); i++) {
      longest = Math.max(longest, seen.get(i).gap());
    }
    return seen.size() >= ScalingConstants.ENOUGH_BURSTS && since <= 2 * longest;
  }

  /** Whether what arrives now is one of them. */
  boolean expected() {
    return running != null
        && known()
        && running.burst().messages() <= ScalingConstants.LARGER_THAN_BURSTS * largest();
  }

  private double largest() {
    double most = 0;
    for (Burst burst : seen) {
      most = Math.max(most, burst.messages());
    }
    return most;
  }

  /** Messages per second of all of them on average, 0 if they are not known. */
  double perSecond() {
    double messages = 0;
    double seconds = 0;
    for (int i = 1; i < seen.size(); i++) {
      messages += seen.get(i).messages();
      seconds += seen.get(i).gap();
    }
    return known() ? messages / seconds : 0;
  }

  /** Messages per second as which they count if each is to be worked off in some seconds. */
  double perSecond(double drainTime) {
    return known() ? Math.max(perSecond(), largest() / drainTime) : 0;
  }

  /** Messages of the last one that count as not yet there, for they come at that rate. */
  double pending(double drainTime) {
    if (!known()) {
      return 0;
    }
    Burst last = running != null ? running.burst() : seen.getLast();
    return Math.max(0, Math.min(last.messages(), largest()) - since * perSecond(drainTime));
  }
}

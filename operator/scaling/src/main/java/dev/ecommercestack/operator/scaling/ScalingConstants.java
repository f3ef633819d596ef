package dev.ecommercestack.operator.scaling;

import java.time.Duration;

/** All constants of the algorithm, with unit and reason; the same for every user. */
final class ScalingConstants {

  // Need

  /** Share of the arrival rate by which capacity exceeds it; without it a backlog never shrinks. */
  static final double HEADROOM = 0.2;

  /** Seconds from a decision to ready pods. What it really took moved no figure when measured. */
  static final double STARTUP_SECONDS = 30;

  /** Seconds from ready pods to the full speed of a Kafka consumer group. */
  static final double REBALANCE_SECONDS = 10;

  /** Least share of the drain time planned for draining, where starting pods takes most of it. */
  static final double LEAST_DRAIN_WINDOW = 0.25;

  /** Backlog, as a share of the pods' work of a drain time, from which a slow drain counts. */
  static final double BACKLOG_NOW = 0.25;

  /** The same share for the backlog that will be there when added pods work. */
  static final double BACKLOG_AHEAD = 0.5;

  /** Share of the headroom that rounding to a useful count of pods may use up when adding. */
  static final double ROUNDING_WHEN_ADDING = 0.6;

  /** The same when removing: less, so that removed pods are not added again. */
  static final double ROUNDING_WHEN_REMOVING = 0.4;

  /** Share of the heaviest partition's load that counts: partitions differ by chance. */
  static final double HEAVIEST_PARTITION = 0.8;

  // Arrival rate

  /** Memory of the rate, in seconds. */
  static final double RATE_MEMORY = 30;

  /** Memory of its noise, in seconds: several times that of the rate. */
  static final double NOISE_MEMORY = 120;

  /** Half the width of the band of noise, in standard deviations. */
  static final double NOISE_BAND = 3;

  /** Least noise as a share of the rate: no traffic is steadier. */
  static final double LEAST_NOISE = 0.05;

  /** Seconds outside of the band after which a change is believed: two readings 5 s apart. */
  static final double CHANGE_SECONDS = 8;

  /** Messages that the memory of a small rate covers at least; their count is right by a third. */
  static final double RATE_MESSAGES = 10;

  /** Longest memory of a small rate, in seconds. */
  static final double LONGEST_RATE_MEMORY = 300;

  /** Expected messages in a silence that ends the memory: one silence in 50 is that long. */
  static final double SILENT_MESSAGES = 4;

  // Bursts

  /** Bursts that are remembered. */
  static final int MOST_BURSTS = 10;

  /** Bursts that make a pattern. */
  static final int ENOUGH_BURSTS = 3;

  /** Seconds after which what goes on is a rate and no burst. */
  static final double LONGEST_BURST = 30;

  /** A burst brings more than arrives in this many seconds otherwise; smaller ones are noise. */
  static final double LEAST_BURST = 15;

  /** Longest time between two bursts, in seconds: pods are kept for the next one no longer. */
  static final double LONGEST_BURST_GAP = 600;

  /** Times the largest burst from which on what goes on is something else. */
  static final double LARGER_THAN_BURSTS = 1.5;

  // Service rate

  /** Memory of the service rate, in seconds of busy pods. */
  static final double SERVICE_MEMORY = 60;

  /** Busy seconds from which the service rate is believed, also instead of another one. */
  static final double ENOUGH_BUSY_SECONDS = 10;

  /** Messages from which the service rate is believed. */
  static final double ENOUGH_MESSAGES = 3;

  /** Share of the service rate below which pods became slower. */
  static final double SLOWER = 0.6;

  /** Expected messages from which so few of them are no chance. */
  static final double NO_CHANCE = 10;

  /** Time after which a service rate that was not measured again is doubted. */
  static final Duration DOUBT_AFTER = Duration.ofHours(1);

  /** Most doublings of a doubted service rate, one per {@link #DOUBT_AFTER}. */
  static final double MOST_DOUBT = 3;

  /** Seconds without a handled message in which no pod is added: it would hang as well. */
  static final double PAUSE_SECONDS = 10;

  /** Seconds without a handled message after which consumers hung: commits come more often. */
  static final double HANG_SECONDS = 20;

  /** Share of the drain time whose work must wait in a partition for its consumer to be busy. */
  static final double BUSY_SHARE = 1.0 / 3;

  /** Bounds of that time in seconds: more than what a healthy consumer leaves uncommitted. */
  static final double LEAST_BUSY = 2;

  /** The upper one of these bounds. */
  static final double MOST_BUSY = 10;

  /** Messages per pod and reading up to which the backlog at its begin says who is busy. */
  static final double FEW_MESSAGES = 10;

  /** Readings further apart than this, in seconds, say nothing about pods. */
  static final double READING_GAP = 60;

  /** Readings closer than this, in seconds, are one. */
  static final double SAME_READING = 1;

  // Limits

  /** Seconds without a handled message after which a consumer is stalled. */
  static final double STALLED_SECONDS = 120;

  /** Messages that it would have handled in the time: slow jobs are no stall. */
  static final double STALLED_MESSAGES = 10;

  /** Seconds after which a queue without consumers, though pods are ready, is stalled. */
  static final double UNREAD_SECONDS = 60;

  /** Busy seconds after which it is known what added pods bring. */
  static final double GAIN_SECONDS = 10;

  /** Standard deviations by which a gain stands out from chance. */
  static final double GAIN_DEVIATIONS = 3;

  /** Share of the expected gain below which something behind the pods is the limit. */
  static final double LEAST_GAIN = 0.3;

  /** Times the speed at which a limit was found from which it is none any more. */
  static final double FASTER = 1.3;

  /** Share of the pods that must be busy for the gain to be measured. */
  static final double ALL_BUSY = 0.9;

  /** Seconds for which fresh pods are not measured. */
  static final double WARM_UP_SECONDS = 15;

  /** Time after which pods that bring nothing are no longer taken for cold ones. */
  static final Duration COLD_PODS = Duration.ofSeconds(60);

  /** Time for which no pod is added after added ones brought nothing. */
  static final Duration DOWNSTREAM_HOLD = Duration.ofMinutes(10);

  // When

  /** Longest time for which pods that are not needed are kept. */
  static final Duration MOST_KEEP = Duration.ofMinutes(10);

  /** Least share of the pods that is worth a change when it is removed. */
  static final double WORTH_REMOVING = 0.1;

  /** Seconds between two counts that are remembered: a fall within is one. */
  static final double NEED_SECONDS = 20;

  /** Removals are further apart than this share of the time for which pods are kept. */
  static final double BETWEEN_REMOVALS = 0.5;

  /** Most additions of pods in an hour: a bound for what nobody thought of. */
  static final int ADDITIONS_PER_HOUR = 40;

  /** Most removals in an hour; fewer, so that a removal never uses up the right to add. */
  static final int REMOVALS_PER_HOUR = 30;

  /** Actions that are remembered. */
  static final int MOST_ACTIONS = 64;

  /** Time that an action may take to be seen in the cluster. */
  static final Duration ACTION_DELAY = Duration.ofSeconds(60);

  /** Time after which pods that are not ready are no longer taken for starting ones. */
  static final Duration LONGEST_STARTUP = Duration.ofMinutes(10);

  /** Time for which a rollout stops scaling; one that takes longer hangs. */
  static final Duration LONGEST_ROLLOUT = Duration.ofMinutes(10);

  /** Time that a history may lie ahead: a clock that was further ahead was set back. */
  static final Duration CLOCK_ERROR = Duration.ofMinutes(1);

  // CPU

  /** Memory of the CPU use, in seconds. */
  static final double CPU_MEMORY = 30;

  /** Difference from the target that is not acted upon, as a share of it; that of the HPA. */
  static final double CPU_TOLERANCE = 0.1;

  /** Seconds after their start for which pods use more than they will: a JVM compiles. */
  static final double CPU_WARM_UP_SECONDS = 60;

  /** Share of the pods of which it does not matter if they are fresh, as one that restarts. */
  static final double FEW_PODS = 0.1;

  private ScalingConstants() {}
}

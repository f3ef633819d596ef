package dev.ecommercestack.operator.scaling;

import java.util.Set;

/**
 * The parts of the algorithm beyond its formula. All of them are on; the benchmark switches one off
 * at a time to show what it is worth.
 */
public enum Mechanism {
  /** Only counts of pods that lower the load of the busiest consumer of a Kafka topic. */
  USEFUL_COUNTS,
  /** A partition that falls behind alone is reason enough to add pods. */
  PARTITION_BACKLOG,
  /** Rounding to a useful count may use up a part of the headroom. */
  ROUNDING,
  /** Backlog that grows until added pods work. */
  FORESIGHT,
  /** A rate outside of its noise is believed whole after two readings. */
  NOISE_BAND,
  /** Small rates are averaged over more time. */
  SMALL_RATES,
  /** Bursts that come again are planned for. */
  BURSTS,
  /** Who is busy with few messages is seen at the begin of a reading. */
  FEW_MESSAGES,
  /** Pods that got much slower are believed after ten seconds. */
  SLOWDOWN,
  /** A service rate that is an hour old may be too small. */
  DOUBT,
  /** Jobs that take long are noticed before the service rate is known. */
  SLOW_JOBS,
  /** Pods that do without a measured service rate are left alone while the backlog shrinks. */
  SHRINKING_BACKLOG,
  /** Added pods that bring nothing show a limit behind them. */
  DOWNSTREAM,
  /** RabbitMQ pods beyond backlog over prefetch find no message. */
  PREFETCH,
  /** A removal that was a mistake doubles the time for which pods are kept. */
  REGRET,
  /** Fewer than a tenth of the pods are not removed. */
  SMALL_REMOVALS;

  /** Mechanisms that are off: none, but in the benchmark. */
  public static final ScopedValue<Set<Mechanism>> OFF = ScopedValue.newInstance();

  boolean off() {
    return OFF.isBound() && OFF.get().contains(this);
  }
}

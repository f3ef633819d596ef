package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is learned from one movement. */
record Learning(
    SourceHistory before,
    QueueView view,
    Movement movement,
    Instant at,
    PodHistory pods,
    Tuning tuning) {
  /** Share of the old speed from which on a group counts as recovered from a rebalance. */
  private static final double RECOVERED = 0.8;

  /** Longest time that is waited for that, and longest rebalance that is believed, in seconds. */
  private static final double MOST_REBALANCE = 120;

  private static final double NEWEST = 0.5;

  /** Share of their start-up for which fresh pods are slow, and the least time in seconds. */
  private static final double WARM_UP = 0.5;

  private static final double LEAST_WARM_UP = 10;

  /** A service rate is that of before a step if it is no older than this. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  /** Seconds after that for which it is seen whether added pods that brought little get faster. */
  private static final double WARM = 30;

  /** Share by which pods must get faster for a ceiling to be lifted. */
  private static final double FASTER = 1.3;

  /** Share of the seen throughput that is taken for granted: commits come in bursts. */
  private static final double GRANTED = 0.95;

  /** Times what pods could have done from which on messages were not handled but taken away. */
  private static final double LEAP = 10;

  /** Such looks in a row that are distrusted: after these, pods are that fast by now. */
  private static final int DISTRUSTED_LEAPS = 2;

  SourceHistory learned() {
    ArrivalRate arrival = arrival();
    if (!measurable() || movement.seconds() > Movement.MOST_SECONDS) {
      return with(arrival, before.service(), Throughput.UNKNOWN, before.rebalance(), null, false);
    }
    if (leap() && before.throughput().leaps() < DISTRUSTED_LEAPS) {
      Throughput throughput = before.throughput().leapt();
      return with(arrival, before.service(), throughput, before.rebalance(), null, false);
    }
    Step step = pods.step();
    Throughput throughput = before.throughput().add(movement.departed(), movement.seconds());
    if (step != null && step.readyAt() != null && !settledBefore(step)) {
      return settle(arrival, step);
    }
    if (before.trial() != null) {
      return tried(arrival, throughput, before.trial());
    }
    return with(arrival, service(throughput), throughput, before.rebalance(), null, false);
  }

  /** Whether it is known who handled what left: pods that are not ready may do so too. */
  private boolean measurable() {
    return pods.measurable() && (pods.complete() || view.members().isPresent());
  }

  /**
   * Whether more left than pods can have handled: what was purged or expired says nothing of them.
   */
  private boolean leap() {
    if (!before.service().known()) {
      return false;
    }
    double idle = Times.seconds(movedAt(before.marks()), at);
    double each = Math.max(1, before.service().perReplica() * idle);
    return movement.departed() > LEAP * each * readers();
  }

  private static Instant movedAt(List<Lane.Mark> marks) {
    Instant last = Instant.MIN;
    for (Lane.Mark mark : marks) {
      last = mark.movedAt().isAfter(last) ? mark.movedAt() : last;
    }
    return last;
  }

  /**
   * After a time in which the broker was not seen, fewer messages than usual say nothing: producers
   * may not have reached it either, and keep theirs back.
   */
  private ArrivalRate arrival() {
    if (!view.counted()) {
      return ArrivalRate.UNKNOWN;
    }
    boolean gap = movement.seconds() > Movement.MOST_SECONDS && before.arrival().known();
    return gap && movement.arrived() < before.arrival().perSecond() * movement.seconds()
        ? before.arrival()
        : before.arrival().after(movement.arrived(), movement.seconds());
  }

  private boolean settledBefore(Step step) {
    return step.startedAt().equals(before.settledStep());
  }

  private ServiceRate service(Throughput throughput) {
    ServiceRate service = before.service();
    boolean limited = before.ceiling() != null && boundBy(before.ceiling());
    Busy busy = movement.busy();
    if (busy.podSeconds() > 0 && !limited && warm()) {
      double each = busy.podSeconds() / busy.pods();
      service = service.learn(busy.handled(), busy.pods(), each, at);
    }
    return throughput.known() && movement.busyPods() == 0 && pods.complete()
        ? service.atLeast(GRANTED * throughput.perSecond() / readers())
        : service;
  }

  /** Whether the youngest pods are past the slow time after their start. */
  private boolean warm() {
    return Times.seconds(readyAt(), before.seenAt()) >= warmUp();
  }

  /** When the youngest pods became ready, long ago if it is not known. */
  private Instant readyAt() {
    Step step = pods.step();
    return step == null || step.readyAt() == null || !step.up() ? Instant.MIN : step.readyAt();
  }

  private double warmUp() {
    return Math.max(LEAST_WARM_UP, WARM_UP * pods.startup(tuning));
  }

  /** Whether what pods do says more about what is behind them than about them. */
  private boolean boundBy(Ceiling ceiling) {
    return before.service().perReplica() * readers() > GRANTED * ceiling.perSecond();
  }

  private int readers() {
    return Math.max(1, Math.min(pods.readers(view.members()), view.mostPods()));
  }

  /** Waits for the group to be as fast as before the step; this is how long a rebalance takes. */
  private SourceHistory settle(ArrivalRate arrival, Step step) {
    Instant readyAt = step.readyAt() == null ? at : step.readyAt();
    double since = Math.max(0, Times.seconds(readyAt, before.seenAt()));
    boolean busy = movement.busyPods() > 0 || view.waiting() > 0;
    double old = handledBefore(step);
    boolean recovered = !busy || movement.departed() / movement.seconds() > RECOVERED * old;
    if (!recovered && since < MOST_REBALANCE) {
      return with(arrival, before.service(), Throughput.UNKNOWN, before.rebalance(), null, false);
    }
    double rebalance = before.rebalance();
    boolean credible = recovered && since < MOST_REBALANCE;
    if (credible && busy && step.up() && view.partitioned() && old > 0) {
      rebalance = rebalance < 0 ? since : rebalance + NEWEST * (since - rebalance);
    }
    Trial trial = recovered && step.up() ? trial(step, old) : null;
    return with(arrival, before.service(), Throughput.UNKNOWN, rebalance, trial, true);
  }

  /** Messages per second that the pods before a step could handle, 0 if that is not known. */
  private double handledBefore(Step step) {
    double alone = before.service().known() ? before.service().perReplica() * readers(step) : 0;
    return before.ceiling() == null ? alone : Math.min(alone, before.ceiling().perSecond());
  }

  private int readers(Step step) {
    return Math.min(Math.min(step.from(), step.to()), view.mostPods());
  }

  private @Nullable Trial trial(Step step, double old) {
    Instant learnedAt = before.service().learnedAt();
    int from = readers(step);
    int to = Math.min(step.to(), view.mostPods());
    boolean fresh =
        learnedAt != null
            && step.readyAt() != null
            && !step.readyAt().isAfter(learnedAt.plus(FRESH));
    return from > 0 && to > from && old > 0 && (fresh || before.ceiling() != null)
        ? new Trial(old, from, to, 0, 0)
        : null;
  }

  /** Measures what added pods bring while they are all busy; if they are not, they sufficed. */
  private SourceHistory tried(ArrivalRate arrival, Throughput throughput, Trial running) {
    boolean allBusy = movement.busyPods() >= 0.9 * readers();
    if (!allBusy && (!running.over() || rises(running))) {
      return with(arrival, service(throughput), throughput, before.rebalance(), null, false);
    }
    Trial trial = running.over() ? running : running.add(movement.departed(), movement.seconds());
    boolean failed = trial.over() && trial.share() < tuning.downstreamShare();
    boolean early = trial.manyMessages() && Times.seconds(readyAt(), at) < WARM + warmUp();
    if (!trial.over() || (failed && allBusy && early)) {
      Trial next = failed && rises(trial) ? trial.anew() : trial;
      return with(arrival, before.service(), throughput, before.rebalance(), next, false);
    }
    if (failed) {
      return tried(
          arrival,
          before.service(),
          throughput,
          Ceiling.after(trial, before.ceiling(), at, tuning.downstreamRetry()));
    }
    ServiceRate service =
        before.service().relearn(trial.messages(), readers(), trial.seconds(), at);
    return tried(arrival, service, throughput, null);
  }

  /** Whether pods do more now than since they were added: fresh ones are slow at first. */
  private boolean rises(Trial trial) {
    return movement.departed() > FASTER * trial.after() * movement.seconds();
  }

  /** The end of a trial. */
  private SourceHistory tried(
      ArrivalRate arrival, ServiceRate service, Throughput throughput, @Nullable Ceiling ceiling) {
    return new SourceHistory(
        before.name(),
        view.identity(),
        at,
        movement.marks(),
        arrival,
        service,
        throughput,
        before.rebalance(),
        before.settledStep(),
        null,
        ceiling);
  }

  private SourceHistory with(
      ArrivalRate arrival,
      ServiceRate service,
      Throughput throughput,
      double rebalance,
      @Nullable Trial trial,
      boolean settledNow) {
    Step step = pods.step();
    return new SourceHistory(
        before.name(),
        view.identity(),
        at,
        movement.marks(),
        arrival,
        service,
        throughput,
        rebalance,
        settledNow && step != null ? step.startedAt() : before.settledStep(),
        trial,
        ceiling(throughput));
  }

  private @Nullable Ceiling ceiling(Throughput throughput) {
    Ceiling ceiling = before.ceiling();
    if (ceiling == null || (ceiling.over(at) && movement.busyPods() == 0)) {
      return null;
    }
    boolean faster = throughput.known() && throughput.perSecond() > FASTER * ceiling.perSecond();
    return faster ? null : ceiling;
  }
}

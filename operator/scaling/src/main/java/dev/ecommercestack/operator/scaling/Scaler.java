package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import dev.ecommercestack.operator.scaling.Decision.Limit;
import dev.ecommercestack.operator.scaling.Decision.Numbers;
import dev.ecommercestack.operator.scaling.Steering.Outcome;
import dev.ecommercestack.operator.scaling.Steering.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides how many pods run. */
public final class Scaler {
  /** Seconds after which a load that comes back to a group no longer makes a removal a mistake. */
  private static final double SOON = 120;

  private static final Duration LONGEST_DRAIN = Duration.ofHours(24);

  private final Instant at;
  private final Replicas replicas;
  private final Policy policy;
  private final History history;
  private final PodHistory pods;
  private final int base;
  private final List<SourceHistory> sources = new ArrayList<>();
  private final List<Demand> demands = new ArrayList<>();
  private @Nullable String unknown;
  private @Nullable String unknownSource;

  private Scaler(Observation observation, Policy policy, History history) {
    this.at = observation.at();
    this.replicas = observation.replicas();
    this.policy = policy;
    this.history = history;
    this.pods = history.pods().after(replicas, at, history.lastAction());
    this.base = base(history.lastAction());
  }

  /**
   * Decides how many pods run. Pure: the same arguments give the same decision.
   *
   * @param observation what is
   * @param policy what the user wants
   * @param history {@link Decision#next()} of the decision before, or {@link History#NONE}
   */
  public static Decision decide(Observation observation, Policy policy, History history) {
    return new Scaler(observation, policy, history.until(observation.at())).decide(observation);
  }

  /** Pods that are asked for: also those which the cluster does not show yet. */
  private int base(@Nullable Action last) {
    return last != null && replicas.desired() == last.from() && last.onItsWay(at)
        ? last.to()
        : replicas.desired();
  }

  private Decision decide(Observation observation) {
    for (Source source : observation.sources()) {
      look(source);
    }
    CpuUse cpu = pods.fresh(history.pods(), at) ? history.cpu().fresh(at) : history.cpu();
    OptionalInt cpuPods = OptionalInt.empty();
    if (policy.cpuTarget().isPresent() && replicas.ready() > 0) {
      switch (CpuUse.checked(observation.cpu().asOf(at))) {
        case Measurement.Known<Double>(Double share, Instant seenAt) -> {
          cpu = cpu.settled(seenAt) ? cpu.after(share, replicas.ready(), seenAt) : cpu;
          cpuPods = cpuPods(cpu, policy.cpuTarget().getAsDouble());
        }
        case Measurement.Unknown<Double>(String reason) ->
            unknown = unknown == null ? "The CPU use is not known: " + reason + "." : unknown;
      }
    }
    boolean blind = unknown != null;
    int needed = cpuPods.orElse(0);
    for (Demand demand : demands) {
      needed = Math.max(needed, demand.recommended());
      needed = Math.max(needed, demand.seen(base, history, at));
    }
    Duration hold = hold();
    boolean counts = !blind && !pods.rolloutHolds(at);
    Peaks peaks = counts ? history.peaks().add(at, needed, window(needed, hold)) : history.peaks();
    Instant blindSince = !blind ? null : history.blindSince() == null ? at : history.blindSince();
    History seen =
        new History(pods, List.copyOf(sources), cpu, peaks, history.actions(), blindSince);
    Outcome outcome =
        new Steering(at, policy, seen, pods, base, demands, blind, cpuPods, hold).outcome();
    return decision(seen, outcome, hold);
  }

  /**
   * Pods that the CPU asks for: while some are fresh no more than there are. Where there may be
   * none, the queues say whether there are any: a pod that idles uses some CPU too.
   */
  private OptionalInt cpuPods(CpuUse cpu, double target) {
    boolean none = policy.scaleToZero() && unknown == null;
    for (Demand demand : demands) {
      none &= demand.recommended() == 0;
    }
    if (cpu.seenAt() == null || base == 0 || none) {
      return OptionalInt.empty();
    }
    int needed = cpu.needed(replicas.ready(), target);
    return OptionalInt.of(cpu.settled(at) ? needed : Math.min(base, needed));
  }

  /** Time for which recommendations are remembered: longer when the last pod may go. */
  private Duration window(int needed, Duration hold) {
    Duration rest = policy.tuning().stabilization();
    return needed > 0 ? hold : longer(hold, rest);
  }

  /**
   * Time for which pods are kept: longer in a consumer group, which each change stops, and while it
   * is not known how fast they are.
   */
  private Duration hold() {
    double lead = pods.startup(policy.tuning());
    Duration rest = Duration.ZERO;
    for (Demand demand : demands) {
      lead = Math.max(lead, demand.model().lead());
      rest = longer(rest, demand.rest(history, policy.tuning()));
    }
    double regretted = Math.max(lead, Math.min(SOON, Times.seconds(rest)));
    return longer(rest, Hold.of(history.actions(), regretted));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void look(Source source) {
    SourceHistory before = history.source(source.name());
    switch (source.backlog().asOf(at)) {
      case Measurement.Unknown<Backlog>(String reason) -> {
        if (before != null) {
          sources.add(before);
        }
        if (unknownSource == null) {
          unknownSource = source.name();
          unknown = "What waits in " + source.name() + " is not known: " + reason + ".";
        }
      }
      case Measurement.Known<Backlog>(Backlog backlog, Instant seenAt) -> {
        QueueView view = QueueView.of(backlog, before, seenAt);
        SourceHistory seen =
            before == null
                ? SourceTracker.first(source.name(), view, seenAt)
                : SourceTracker.after(before, view, seenAt, pods, policy);
        int partitions = view.partitioned() ? view.lanes().size() : 0;
        Pace known = before == null ? null : before.pace();
        Pace pace = Pace.after(known, seen, replicas.ready(), partitions, at);
        SourceHistory queue = seen.with(pace);
        sources.add(queue);
        QueueModel model =
            new QueueModel(
                queue, view, policy, at, replicas.ready(), pods.startup(policy.tuning()));
        demands.add(Law.demand(model, view, queue, policy, at, base));
      }
    }
  }

  private Decision decision(History seen, Outcome outcome, Duration hold) {
    Demand most = most();
    Optional<Limit> limit = Limits.of(outcome, policy, unknownSource, demands, most);
    Action last = history.lastAction();
    boolean repeated =
        last != null
            && last.onItsWay(at)
            && last.from() == replicas.desired()
            && last.to() == outcome.desired();
    boolean action = outcome.desired() != replicas.desired() && !repeated;
    Peaks peaks = outcome.up() ? seen.peaks().add(at, outcome.desired(), hold) : seen.peaks();
    History next =
        action
            ? new History(
                seen.pods(),
                outcome.up() ? afterUp() : seen.sources(),
                seen.cpu(),
                peaks,
                Steering.log(seen.actions(), new Action(at, replicas.desired(), outcome.desired())),
                seen.blindSince())
            : seen;
    String reason =
        new Explanation(
                policy,
                base,
                replicas.ready(),
                outcome,
                most,
                hold,
                seen.peaks().max(at.minus(hold)))
            .text(unknown, limit);
    return new Decision(
        outcome.desired(), replicas.desired(), action, limit, numbers(outcome, most), reason, next);
  }

  /** What is remembered of the queues, those that were not seen included, when pods are added. */
  private List<SourceHistory> afterUp() {
    List<SourceHistory> after = new ArrayList<>(sources);
    for (Demand demand : demands) {
      after.replaceAll(it -> it == demand.queue() ? demand.afterUp(history.lastAction(), at) : it);
    }
    return List.copyOf(after);
  }

  /** The queue that asks for most. */
  private @Nullable Demand most() {
    Demand most = null;
    for (Demand demand : demands) {
      if (most == null || asked(demand) > asked(most)) {
        most = demand;
      }
    }
    return most;
  }

  private static int asked(Demand demand) {
    return demand.tooFew() ? demand.target() : demand.recommended();
  }

  private Numbers numbers(Outcome outcome, @Nullable Demand most) {
    Duration startup = Times.duration(pods.startup(policy.tuning()));
    if (most == null) {
      return new Numbers(
          Basis.UNKNOWN,
          unknownSource == null ? "" : unknownSource,
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          startup,
          policy.tuning().rebalance());
    }
    boolean measured = most.model().measured();
    Basis basis =
        outcome.verdict() == Verdict.UP_FOR_CPU
            ? Basis.CPU
            : measured ? Basis.DRAIN_TIME : Basis.LAG_THRESHOLD;
    double drain = measured ? most.model().drain(outcome.desired()) : Double.NaN;
    ArrivalRate arrival = most.queue().arrival();
    return new Numbers(
        basis,
        most.name(),
        OptionalLong.of(most.lag()),
        arrival.known() ? OptionalDouble.of(arrival.perSecond()) : OptionalDouble.empty(),
        most.queue().service().known()
            ? OptionalDouble.of(most.queue().service().perReplica())
            : OptionalDouble.empty(),
        Double.isFinite(drain)
            ? Optional.of(Times.duration(Math.min(drain, LONGEST_DRAIN.toSeconds())))
            : Optional.empty(),
        most.cap(),
        OptionalDouble.of(most.formula()),
        startup,
        Times.duration(most.model().rebalance()));
  }
}

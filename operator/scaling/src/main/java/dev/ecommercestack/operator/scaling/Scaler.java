package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Basis;
import dev.ecommercestack.operator.scaling.Decision.Limit;
import dev.ecommercestack.operator.scaling.Decision.Numbers;
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
  private final Instant at;
  private final Replicas replicas;
  private final Policy policy;
  private final History history;
  private final PodHistory pods;
  private final int base;
  private final List<QueueHistory> queues = new ArrayList<>();
  private final List<QueueDemand> demands = new ArrayList<>();
  private @Nullable String unknown;
  private String unknownReason = "";
  private Optional<String> cpuUnknown = Optional.empty();

  private Scaler(Observation observation, Policy policy, History history) {
    this.at = observation.at();
    this.replicas = observation.replicas();
    this.policy = policy;
    this.history = history;
    this.pods = history.pods().after(replicas, at);
    this.base = base(history.lastAction());
  }

  /**
   * Decides how many pods run. Pure: the same arguments give the same decision.
   *
   * @param observation the pods, queues and CPU use now
   * @param policy the bounds and targets of the user
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
    observation.sources().forEach(this::read);
    CpuUse cpu = cpu(observation.cpu());
    OptionalInt cpuPods = cpuPods(cpu);
    Duration keep = keep();
    RecentNeeds needs = history.needs();
    if (unknown == null && !pods.rolloutHolds()) {
      int needed = cpuPods.orElse(0);
      for (QueueDemand demand : demands) {
        needed = Math.max(needed, demand.forArrivals());
      }
      needs = needs.add(at, needed);
    }
    History seen = new History(pods, List.copyOf(queues), cpu, needs, history.actions());
    return decision(situation(seen, cpuPods, keep));
  }

  private Situation situation(History seen, OptionalInt cpuPods, Duration keep) {
    return new Situation(at, policy, seen, base, List.copyOf(demands), unknown, cpuPods, keep);
  }

  private void read(Source source) {
    QueueHistory before = history.queue(source.name());
    switch (source.backlog().asOf(at)) {
      case Measurement.Unknown<Backlog>(String reason) -> {
        if (before != null) {
          queues.add(before);
        }
        if (unknown == null) {
          unknown = source.name();
          unknownReason = reason;
        }
      }
      case Measurement.Known<Backlog>(Backlog backlog, Instant seenAt) -> {
        QueueReading reading = QueueReading.of(backlog, before, seenAt);
        QueueHistory queue =
            QueueLearning.after(source.name(), before, reading, seenAt, pods, policy);
        queues.add(queue);
        demands.add(QueueDemand.of(queue, reading, policy, at, base, replicas.ready()));
      }
    }
  }

  /** The CPU use, without what fresh pods use: a JVM that starts uses more than it will. */
  private CpuUse cpu(Measurement<Double> use) {
    if (policy.cpuTarget().isEmpty() || replicas.ready() == 0) {
      return history.cpu();
    }
    return switch (use.asOf(at)) {
      case Measurement.Known<Double>(Double share, _) when !(share >= 0 && share < 1e6) ->
          unknownCpu("what was measured is no share of the request");
      case Measurement.Known<Double>(Double share, Instant seenAt) ->
          fresh() ? history.cpu() : history.cpu().after(share, replicas.ready(), seenAt);
      case Measurement.Unknown<Double>(String reason) -> unknownCpu(reason);
    };
  }

  private CpuUse unknownCpu(String reason) {
    cpuUnknown = Optional.of(reason);
    return CpuUse.UNKNOWN;
  }

  private boolean fresh() {
    return pods.starting()
        || pods.rolloutHolds()
        || !pods.warm(at, ScalingConstants.CPU_WARM_UP_SECONDS);
  }

  /** Pods that the CPU asks for: while some are fresh no more than there are. */
  private OptionalInt cpuPods(CpuUse cpu) {
    if (policy.cpuTarget().isEmpty() || cpu.seenAt() == null || replicas.ready() == 0) {
      return OptionalInt.empty();
    }
    int needed = cpu.needed(replicas.ready(), policy.cpuTarget().getAsDouble());
    return OptionalInt.of(fresh() ? Math.min(base, needed) : needed);
  }

  /**
   * Time for which pods are kept: for as long as it takes to get them back ("ski rental": whatever
   * comes, this costs at most twice the best choice in hindsight). Each removal of the last hour
   * after which the load came back within that time doubles it.
   */
  private Duration keep() {
    double keep = ScalingConstants.STARTUP_SECONDS;
    for (QueueDemand demand : demands) {
      keep = Math.max(keep, demand.model().lead());
    }
    double most = Seconds.of(ScalingConstants.MOST_KEEP);
    for (int i = 1; i < history.actions().size() && !Mechanism.REGRET.off(); i++) {
      Action before = history.actions().get(i - 1);
      Action next = history.actions().get(i);
      boolean regretted = next.adds() && !before.adds();
      if (regretted && Seconds.between(before.at(), next.at()) < keep) {
        keep = Math.min(most, 2 * keep);
      }
    }
    return Seconds.duration(keep);
  }

  private Decision decision(Situation now) {
    int more = now.more();
    boolean add = more > base;
    Optional<Check> check = Check.first(add ? Check.AGAINST_ADDING : Check.AGAINST_REMOVING, now);
    int asked = check.isPresent() ? base : add ? more : now.fewer();
    int desired = Math.clamp(asked, policy.minReplicas(), policy.maxReplicas());
    boolean repeated = desired == base && base != replicas.desired();
    boolean action = desired != replicas.desired() && !repeated;
    History next = action ? after(now, desired) : now.history();
    Optional<Limit> limit = limit(now, check);
    String reason = Reason.of(now, check, desired, pods.ready(), limit);
    return new Decision(
        desired,
        replicas.desired(),
        action,
        limit,
        numbers(now, desired),
        cpuUnknown,
        unknownCpuSentence() + reason,
        next);
  }

  private String unknownCpuSentence() {
    return cpuUnknown.map("The CPU use is not known and plays no part: %s. "::formatted).orElse("");
  }

  /** What is remembered after a change; what added pods bring is measured. */
  private History after(Situation now, int desired) {
    boolean added = desired > base;
    List<QueueHistory> after = new ArrayList<>(queues);
    RecentNeeds needs = now.history().needs();
    for (QueueDemand demand : added ? demands : List.<QueueDemand>of()) {
      int from = Math.min(replicas.ready(), demand.reading().mostPods());
      boolean measure = demand.tooFew() && from > 0;
      AddedPods pending =
          measure && !Mechanism.DOWNSTREAM.off() ? new AddedPods(from, 0, 0, 0) : null;
      ServiceRate service = demand.queue().service();
      ServiceRate rate =
          demand.tooFew() && demand.model().doubt() > 1 ? service.confirmed(at) : service;
      after.replaceAll(it -> it.name().equals(demand.queue().name()) ? it.with(rate, pending) : it);
    }
    History next =
        new History(
            now.history().pods(),
            List.copyOf(after),
            now.history().cpu(),
            added ? needs.add(at, desired) : needs,
            now.history().actions());
    return next.with(new Action(at, replicas.desired(), desired));
  }

  /** What keeps the count from being another one. */
  private Optional<Limit> limit(Situation now, Optional<Check> check) {
    if (unknown != null) {
      String sentence =
          "What waits in %s is not known: %s. No pod is removed meanwhile."
              .formatted(unknown, unknownReason);
      return Optional.of(new Limit(LimitedBy.BROKER_UNAVAILABLE, sentence));
    }
    LimitedBy by = check.map(Check::limit).orElse(null);
    if (by != null && check.isPresent()) {
      return Optional.of(new Limit(by, Reason.kept(now, check)));
    }
    if (base <= policy.maxReplicas() && now.wanted() > policy.maxReplicas()) {
      String sentence =
          "%s would be needed, maxReplicas allows %d."
              .formatted(Text.pods(now.wanted()), policy.maxReplicas());
      return Optional.of(new Limit(LimitedBy.MAX_REPLICAS, sentence));
    }
    for (QueueDemand demand : demands) {
      if (demand.stalled()) {
        return demand.limit();
      }
    }
    QueueDemand most = now.most();
    return most == null ? Optional.empty() : most.limit();
  }

  private Numbers numbers(Situation now, int desired) {
    QueueDemand most = now.most();
    if (most == null) {
      return new Numbers(
          Basis.UNKNOWN,
          unknown == null ? "" : unknown,
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty());
    }
    boolean measured = most.model().measured();
    double drain = measured ? most.model().drain(desired) : Double.NaN;
    ArrivalRate arrival = most.queue().arrival();
    ServiceRate service = most.queue().service();
    return new Numbers(
        now.forCpu() ? Basis.CPU : measured ? Basis.DRAIN_TIME : Basis.LAG_THRESHOLD,
        most.queue().name(),
        OptionalLong.of(most.reading().waiting()),
        arrival.known() ? OptionalDouble.of(arrival.perSecond()) : OptionalDouble.empty(),
        service.known() ? OptionalDouble.of(service.perPod()) : OptionalDouble.empty(),
        Double.isFinite(drain)
            ? Optional.of(Seconds.duration(Math.min(drain, Duration.ofDays(1).toSeconds())))
            : Optional.empty(),
        most.cap() == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most.cap()),
        OptionalDouble.of(most.model().formula()));
  }
}

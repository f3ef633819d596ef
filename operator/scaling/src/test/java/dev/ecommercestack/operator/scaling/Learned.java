package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A workload of which everything is known: rates and pods. The look that a test adds comes so soon
 * that nothing more is learned from it: what is decided follows from these numbers alone.
 */
record Learned(
    double arrival,
    double service,
    int pods,
    int partitions,
    boolean kafka,
    int peak,
    Policy policy,
    Duration stalledFor) {
  static final Instant AT = Looks.START;
  static final long END = 1_000_000_000L;

  static Learned kafka(double arrival, double service, int pods, int partitions) {
    return new Learned(
        arrival,
        service,
        pods,
        partitions,
        true,
        0,
        Policy.of(1, 100, Duration.ofSeconds(60), 100),
        Duration.ZERO);
  }

  static Learned rabbitmq(double arrival, double service, int pods) {
    return new Learned(
        arrival,
        service,
        pods,
        1,
        false,
        0,
        Policy.of(1, 100, Duration.ofSeconds(60), 100),
        Duration.ZERO);
  }

  /** With the most pods that were needed in the last five minutes. */
  Learned peak(int peakPods) {
    return new Learned(arrival, service, pods, partitions, kafka, peakPods, policy, stalledFor);
  }

  Learned policy(Policy other) {
    return new Learned(arrival, service, pods, partitions, kafka, peak, other, stalledFor);
  }

  /** Nothing was handled for so long. */
  Learned stalledFor(Duration time) {
    return new Learned(arrival, service, pods, partitions, kafka, peak, policy, time);
  }

  History history() {
    List<QueuePart.Seen> marks = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      QueuePart lane = new QueuePart(i, kafka ? END : 0, -Double.MAX_VALUE, 1, 1, -1);
      marks.add(
          new QueuePart.Seen(
              lane, arrival / partitions, arrival / partitions, AT.minus(stalledFor)));
    }
    QueueHistory source =
        new QueueHistory(
            "claims",
            kafka ? "claims-1" : "Counter",
            AT,
            marks,
            new ArrivalRate(arrival, 0, 5, 0, 0, 0, 0, Bursts.NONE),
            new ServiceRate(service * 1e6, 1e6, 1e6, 0, AT, null),
            null,
            null);
    List<RecentNeeds.Need> needs = peak == 0 ? List.of() : List.of(new RecentNeeds.Need(AT, peak));
    return new History(
        new PodHistory(Replicas.steady(pods), AT, null, null, AT, true),
        List.of(source),
        CpuUse.UNKNOWN,
        new RecentNeeds(peak == 0 ? null : AT.minus(Duration.ofMinutes(10)), needs),
        List.of());
  }

  Decision decide(Backlog backlog) {
    Instant now = AT.plusMillis(500);
    return Scaler.decide(
        new Observation(
            now,
            Replicas.steady(pods),
            List.of(new Source("claims", Measurement.known(backlog, now))),
            Observation.NO_CPU),
        policy,
        history());
  }

  /** Decides with so many messages waiting, evenly in all partitions. */
  Decision decide(long waiting) {
    if (!kafka) {
      return decide(Looks.rabbitmq(waiting, 0, 1, 0));
    }
    List<Backlog.Partition> list = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      long lag = waiting / partitions + (i < waiting % partitions ? 1 : 0);
      list.add(new Backlog.Partition(i, 0, END, OptionalLong.of(END - lag), OptionalInt.empty()));
    }
    return decide(
        new Backlog.Kafka("claims-1", list, Backlog.OffsetReset.EARLIEST, OptionalInt.empty()));
  }

  Decision decideByPartition(long... lags) {
    List<Backlog.Partition> list = new ArrayList<>();
    for (int i = 0; i < lags.length; i++) {
      list.add(
          new Backlog.Partition(i, 0, END, OptionalLong.of(END - lags[i]), OptionalInt.empty()));
    }
    return decide(
        new Backlog.Kafka("claims-1", list, Backlog.OffsetReset.EARLIEST, OptionalInt.empty()));
  }
}

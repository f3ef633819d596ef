package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A workload of which everything is known: rates, start-up of 20 s, rebalance of 5 s. The look that
 * a test adds comes so soon that nothing more is learned from it: what is decided follows from
 * these numbers alone.
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

  /** Nothing was worked off for so long. */
  Learned stalledFor(Duration time) {
    return new Learned(arrival, service, pods, partitions, kafka, peak, policy, time);
  }

  History history() {
    List<Lane.Mark> marks = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      Lane lane = new Lane(i, kafka ? END : 0, -Double.MAX_VALUE, 1, 1, -1);
      marks.add(
          new Lane.Mark(lane, arrival / partitions, arrival / partitions, AT.minus(stalledFor)));
    }
    SourceHistory source =
        new SourceHistory(
            "claims",
            kafka ? "claims-1" : "Counter",
            AT,
            marks,
            new ArrivalRate(arrival, arrival, arrival, 0, 5, 0, 0, Memory.NONE, Bursts.NONE),
            new ServiceRate(service * 1e6, 1e6, 1e6, AT, Duration.ofHours(1)),
            Throughput.UNKNOWN,
            5,
            null,
            null,
            null);
    List<Peaks.Peak> peaks = peak == 0 ? List.of() : List.of(new Peaks.Peak(AT, peak));
    return new History(
        new PodHistory(Replicas.steady(pods), 20, null, null, AT, true),
        List.of(source),
        CpuUse.UNKNOWN,
        new Peaks(peak == 0 ? null : AT.minus(Duration.ofMinutes(10)), peaks),
        List.of(),
        null);
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

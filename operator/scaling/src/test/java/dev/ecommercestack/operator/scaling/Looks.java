package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Backlog.Flow;
import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One look after the other at a workload that a test describes; decisions are carried out. */
final class Looks {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  Policy policy = Policy.of(1, 12, Duration.ofSeconds(60), 100);
  Instant now = START;
  int desired;
  int ready;
  boolean rollout;
  boolean carriedOut = true;
  Measurement<Double> cpu = Observation.NO_CPU;
  History history = History.NONE;
  Decision last = decide(Measurement.unknown("nobody looked yet"));

  /** Starts with some pods, all of them ready, and no history. */
  static Looks with(int pods) {
    Looks looks = new Looks();
    looks.desired = pods;
    looks.ready = pods;
    looks.history = History.NONE;
    return looks;
  }

  Looks policy(Policy other) {
    policy = other;
    return this;
  }

  Looks later(int seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  Decision see(Backlog backlog) {
    return decide(Measurement.known(backlog, now));
  }

  Decision seeNothing() {
    return decide(Measurement.unknown("the broker did not answer within 5s"));
  }

  Decision decide(Measurement<Backlog> backlog) {
    return decide(List.of(new Source("claims", backlog)));
  }

  Decision decide(List<Source> sources) {
    Replicas replicas = new Replicas(desired, ready, rollout);
    last = Scaler.decide(new Observation(now, replicas, sources, cpu), policy, history);
    history = last.next();
    if (carriedOut) {
      desired = last.desired();
    }
    return last;
  }

  /** All pods that are asked for become ready. */
  Looks allReady() {
    ready = desired;
    return this;
  }

  /** Sees the same queue again and again for some time, every 5 seconds, all pods ready. */
  Decision keepSeeing(Backlog backlog, Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      later(5);
      see(backlog);
      allReady();
    }
    return last;
  }

  /**
   * Sees partitions that all get as much and in which the same waits, for some time, every 5
   * seconds, all pods ready.
   */
  Decision run(Stream stream, int seconds) {
    for (int i = 0; i < seconds; i += 5) {
      later(5);
      stream.pass(5);
      see(stream.kafka());
      allReady();
    }
    return last;
  }

  static Backlog.Kafka kafka(long... lags) {
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < lags.length; i++) {
      partitions.add(
          new Partition(
              i, 0, 1_000_000, OptionalLong.of(1_000_000 - lags[i]), OptionalInt.empty()));
    }
    return new Backlog.Kafka("claims-1", partitions, OffsetReset.EARLIEST, OptionalInt.empty());
  }

  static Backlog.Rabbitmq rabbitmq(long ready, long unacked, int prefetch, long published) {
    return new Backlog.Rabbitmq(ready, unacked, prefetch, new Flow.Counter(published));
  }

  /** Partitions of a topic with given rates. */
  static final class Stream {
    final double[] end;
    final double[] done;
    double arrivalPerSecond;
    double handledPerSecond;

    Stream(int partitions, double arrivalPerSecond, double handledPerSecond) {
      this.end = new double[partitions];
      this.done = new double[partitions];
      this.arrivalPerSecond = arrivalPerSecond;
      this.handledPerSecond = handledPerSecond;
    }

    Stream waiting(double messages) {
      for (int i = 0; i < end.length; i++) {
        end[i] = done[i] + messages / end.length;
      }
      return this;
    }

    Stream rates(double arrival, double handled) {
      arrivalPerSecond = arrival;
      handledPerSecond = handled;
      return this;
    }

    void pass(int seconds) {
      for (int i = 0; i < end.length; i++) {
        end[i] += arrivalPerSecond * seconds / end.length;
        done[i] = Math.min(end[i], done[i] + handledPerSecond * seconds / end.length);
      }
    }

    Backlog.Kafka kafka() {
      List<Partition> partitions = new ArrayList<>();
      for (int i = 0; i < end.length; i++) {
        partitions.add(
            new Partition(
                i,
                0,
                Math.round(end[i]),
                OptionalLong.of(Math.round(done[i])),
                OptionalInt.empty()));
      }
      return new Backlog.Kafka("claims-1", partitions, OffsetReset.EARLIEST, OptionalInt.empty());
    }
  }
}

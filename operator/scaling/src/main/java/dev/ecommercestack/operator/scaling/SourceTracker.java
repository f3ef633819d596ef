package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Learns from one look at a queue after the other. */
final class SourceTracker {
  /** Looks closer than this say more about their timing than about the queue. */
  private static final double LEAST_SECONDS = 1;

  /** Bounds of the work in seconds that must wait in a partition for its consumer to be busy. */
  private static final double LEAST_BUSY = 2;

  private static final double MOST_BUSY = 10;

  private static final double BUSY_SHARE = 1.0 / 3;

  static SourceHistory first(String name, QueueView view, Instant seenAt) {
    List<Lane.Mark> marks = new ArrayList<>(view.lanes().size());
    for (Lane lane : view.lanes()) {
      marks.add(new Lane.Mark(lane, Lane.UNKNOWN, Lane.UNKNOWN, seenAt));
    }
    return new SourceHistory(
        name,
        view.identity(),
        seenAt,
        marks,
        ArrivalRate.UNKNOWN,
        ServiceRate.UNKNOWN,
        Throughput.UNKNOWN,
        -1,
        null,
        null,
        null);
  }

  /** Returns what is remembered after another look; unchanged if it was the same look again. */
  static SourceHistory after(
      SourceHistory before, QueueView view, Instant seenAt, PodHistory pods, Policy policy) {
    boolean again = Times.seconds(before.seenAt(), seenAt) < LEAST_SECONDS;
    boolean clockSetBack = before.seenAt().isAfter(seenAt.plus(History.CLOCK_ERROR));
    if (again && !clockSetBack && before.marks().size() == view.lanes().size()) {
      return before;
    }
    if (again || madeAnew(before, view)) {
      SourceHistory anew = first(before.name(), view, seenAt);
      return new SourceHistory(
          anew.name(),
          anew.identity(),
          seenAt,
          anew.marks(),
          before.arrival(),
          before.service(),
          Throughput.UNKNOWN,
          before.rebalance(),
          before.settledStep(),
          null,
          clockSetBack ? null : before.ceiling());
    }
    Replicas replicas = pods.last() == null ? Replicas.steady(0) : pods.last();
    boolean stopped = view.partitioned() && !pods.measurable();
    boolean idle = replicas.ready() == 0 || stopped;
    int readers = view.unread() ? 0 : pods.readers(view.members());
    Movement movement = Movement.between(before, view, seenAt, readers, busySeconds(policy), idle);
    return new Learning(before, view, movement, seenAt, pods, policy.tuning()).learned();
  }

  private static boolean madeAnew(SourceHistory before, QueueView view) {
    if (!before.identity().equals(view.identity()) || before.marks().size() > view.lanes().size()) {
      return true;
    }
    for (int i = 0; i < before.marks().size(); i++) {
      Lane was = before.marks().get(i).lane();
      Lane is = view.lanes().get(i);
      if (was.id() == is.id() && is.in() < was.in()) {
        return true;
      }
    }
    return false;
  }

  /** Seconds worth of work that must wait in a partition for its consumer to be called busy. */
  static double busySeconds(Policy policy) {
    return Math.clamp(BUSY_SHARE * Times.seconds(policy.drainTime()), LEAST_BUSY, MOST_BUSY);
  }
}

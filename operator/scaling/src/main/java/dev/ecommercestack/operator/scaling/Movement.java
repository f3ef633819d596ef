package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened in a queue between two looks.
 *
 * @param seconds between them
 * @param arrived messages that came in
 * @param departed messages that left
 * @param busyPods pods that had more to do than they could all the time, 0 if none is known to
 * @param handled messages that these pods handled
 * @param marks the lanes to remember
 */
record Movement(
    double seconds,
    double arrived,
    double departed,
    double busyPods,
    double handled,
    List<Lane.Mark> marks) {

  /** Memory of the rates of a lane, in seconds. */
  private static final double MEMORY = 60;

  /** Looks further apart than this say nothing about what pods did between them. */
  static final double MOST_SECONDS = 60;

  /** Share of the lanes that must be busy if it is not known who reads them. */
  private static final double MOST_LANES = 0.5;

  /**
   * Returns what happened.
   *
   * @param busySeconds worth of work that must wait in a partition for it to be busy: more than
   *     what a healthy consumer leaves uncommitted
   * @param idle whether nothing can have been worked off, for want of pods
   */
  static Movement between(
      SourceHistory before,
      QueueView view,
      Instant at,
      int pods,
      double busySeconds,
      boolean idle) {
    double seconds = Times.seconds(before.seenAt(), at);
    double keep = 1 - Times.weight(seconds, MEMORY);
    int count = view.lanes().size();
    List<Lane.Mark> marks = new ArrayList<>(count);
    boolean[] busy = new boolean[count];
    double[] departures = new double[count];
    double arrived = 0;
    boolean reassigned = false;
    int cursor = 0;
    for (int i = 0; i < count; i++) {
      Lane lane = view.lanes().get(i);
      while (cursor < before.marks().size() && before.marks().get(cursor).lane().id() < lane.id()) {
        cursor++;
      }
      Lane.Mark mark = cursor < before.marks().size() ? before.marks().get(cursor) : null;
      if (mark == null || mark.lane().id() != lane.id()) {
        marks.add(new Lane.Mark(lane, Lane.UNKNOWN, Lane.UNKNOWN, at));
        reassigned = true;
        continue;
      }
      double in = Math.max(0, lane.in() - mark.lane().in());
      double out = lane.handledSince(mark.lane());
      double arrival = average(mark.arrivalPerSecond(), keep, in / seconds);
      double departure = average(mark.departurePerSecond(), keep, out / seconds);
      boolean moved =
          out > 0 || lane.waiting() == 0 || idle || seconds > MOST_SECONDS || !view.counted();
      marks.add(new Lane.Mark(lane, arrival, departure, moved ? at : mark.movedAt()));
      reassigned |= lane.member() != mark.lane().member();
      arrived += in;
      departures[i] = out;
      busy[i] = lane.untaken() > 0 && mark.lane().untaken() > 0 && mark.lane().waiting() >= out;
      if (view.partitioned()) {
        double uncommitted = busySeconds * Math.max(out / seconds, departure);
        busy[i] &= Math.min(lane.waiting(), mark.lane().waiting()) >= uncommitted;
      }
    }
    return measured(view, pods, reassigned, seconds, arrived, departures, busy, marks);
  }

  private static double average(double before, double keep, double now) {
    return before < 0 ? now : keep * before + (1 - keep) * now;
  }

  private static Movement measured(
      QueueView view,
      int pods,
      boolean reassigned,
      double seconds,
      double arrived,
      double[] departures,
      boolean[] busy,
      List<Lane.Mark> marks) {
    double departed = 0;
    int busyLanes = 0;
    Set<Integer> members = new HashSet<>();
    boolean assigned = view.partitioned();
    for (int i = 0; i < busy.length; i++) {
      departed += departures[i];
      int member = view.lanes().get(i).member();
      assigned &= member >= 0;
      if (busy[i]) {
        busyLanes++;
        members.add(member);
      }
    }
    double busyPods = 0;
    double handled = departed;
    int readers = Math.min(pods, view.mostPods());
    if (reassigned || pods == 0 || !view.counted()) {
      busyPods = 0;
    } else if (assigned) {
      busyPods = Math.min(members.size(), readers);
      handled = 0;
      for (int i = 0; i < busy.length; i++) {
        handled += members.contains(view.lanes().get(i).member()) ? departures[i] : 0;
      }
    } else if (busyLanes >= MOST_LANES * busy.length) {
      double idleShare = 1 - (double) busyLanes / busy.length;
      busyPods =
          view.partitioned()
              ? readers * (1 - StrictMath.pow(idleShare, (double) busy.length / readers))
              : readers;
    }
    return new Movement(seconds, arrived, departed, busyPods, handled, marks);
  }
}

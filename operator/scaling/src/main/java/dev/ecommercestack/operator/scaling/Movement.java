package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a queue between two looks.
 *
 * @param seconds between them
 * @param arrived messages that came in
 * @param departed messages that left
 * @param busy pods that had more to do than they could
 * @param marks the lanes to remember
 */
record Movement(double seconds, double arrived, double departed, Busy busy, List<Lane.Mark> marks) {

  /** Memory of the rates of a lane, in seconds. */
  private static final double MEMORY = 60;

  /** Looks further apart than this say nothing about what pods did between them. */
  static final double MOST_SECONDS = 60;

  /**
   * Returns what happened.
   *
   * @param busySeconds worth of work that must wait in a partition for it to be busy: more than
   *     what a healthy consumer leaves uncommitted
   * @param idle whether nothing can have been worked off, for want of pods: such time does not
   *     count as one in which consumers did nothing
   */
  static Movement between(
      SourceHistory before,
      QueueView view,
      Instant at,
      int ready,
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
      boolean moved = out > 0 || lane.waiting() == 0 || seconds > MOST_SECONDS || !view.counted();
      Instant since = idle ? mark.movedAt().plus(Times.duration(seconds)) : mark.movedAt();
      marks.add(new Lane.Mark(lane, arrival, departure, moved ? at : since));
      reassigned |= lane.member() != mark.lane().member();
      arrived += in;
      departures[i] = out;
      busy[i] = lane.untaken() > 0 && mark.lane().untaken() > 0 && mark.lane().waiting() >= out;
      if (view.partitioned()) {
        double uncommitted = busySeconds * Math.max(out / seconds, departure);
        busy[i] &= Math.min(lane.waiting(), mark.lane().waiting()) >= uncommitted;
      }
    }
    double departed = 0;
    for (double out : departures) {
      departed += out;
    }
    Busy pods =
        reassigned || ready == 0 || !view.counted()
            ? Busy.NONE
            : Busy.of(before, view, ready, seconds, departures, busy);
    return new Movement(seconds, arrived, departed, pods, marks);
  }

  double busyPods() {
    return busy.pods();
  }

  double handled() {
    return busy.handled();
  }

  private static double average(double before, double keep, double now) {
    return before < 0 ? now : keep * before + (1 - keep) * now;
  }
}

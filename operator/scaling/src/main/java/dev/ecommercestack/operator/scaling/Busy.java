package dev.ecommercestack.operator.scaling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods that had more to do than they could all the time between two looks.
 *
 * @param pods how many, 0 if none is known to
 * @param handled messages that they handled
 * @param podSeconds for which they worked: not while they hung
 */
record Busy(double pods, double handled, double podSeconds) {
  static final Busy NONE = new Busy(0, 0, 0);

  /** Share of the lanes that must be busy if it is not known who reads them. */
  private static final double MOST_LANES = 0.5;

  /**
   * Messages that a pod handles between two looks up to which each of them matters. A look in which
   * many left must not be left out because few wait at its end, so what waited when it began
   * decides alone: more than the pod could handle, or any message where one takes longer than the
   * look. The share of looks that begin with one is the share of the time for which the pod works.
   */
  private static final double FEW = 10;

  /**
   * Returns the busy ones of some pods.
   *
   * @param seconds between the looks
   * @param departures messages that left each lane
   * @param lanes whether more waited in each lane than its reader could handle
   */
  static Busy of(
      SourceHistory before,
      QueueView view,
      int pods,
      double seconds,
      double[] departures,
      boolean[] lanes) {
    int readers = Math.min(pods, view.mostPods());
    ServiceRate service = before.service();
    double perReplica = service.known() ? service.perReplica() : 0;
    double each = service.known() ? perReplica * seconds : Double.MAX_VALUE;
    double enough = each <= 1 ? 1 : 1 + each;
    boolean few = view.partitioned() && each <= FEW;
    Map<Integer, Reader> members = new TreeMap<>();
    Reader all = new Reader();
    boolean assigned = view.partitioned();
    int busyLanes = 0;
    for (int i = 0; i < lanes.length; i++) {
      Lane.Mark mark = before.marks().get(i);
      int member = view.lanes().get(i).member();
      assigned &= member >= 0;
      busyLanes += (few ? mark.lane().waiting() >= enough : lanes[i]) ? 1 : 0;
      members.computeIfAbsent(member, _ -> new Reader()).add(mark, departures[i], lanes[i]);
      all.add(mark, departures[i], lanes[i]);
    }
    if (assigned) {
      List<Reader> busy =
          members.values().stream().filter(it -> few ? it.waited >= enough : it.busy).toList();
      double counted = Math.min(1, (double) readers / busy.size());
      return new Busy(
          Math.min(busy.size(), readers),
          busy.stream().mapToDouble(it -> it.left).sum(),
          counted
              * busy.stream()
                  .mapToDouble(it -> it.worked(before.seenAt(), seconds, perReplica))
                  .sum());
    }
    if (busyLanes < MOST_LANES * lanes.length) {
      return NONE;
    }
    double idle =
        StrictMath.pow(1 - (double) busyLanes / lanes.length, (double) lanes.length / readers);
    double busy = view.partitioned() ? readers * (1 - idle) : readers;
    return new Busy(
        busy, all.left, busy * all.worked(before.seenAt(), seconds, perReplica * readers));
  }

  /** One who reads some lanes, or all together. */
  private static final class Reader {
    /** Messages to be expected from which on it is strange if none leaves. */
    private static final double STRANGE = 5;

    /** Seconds after which it was a hang, unless it left more than one can handle in a look. */
    private static final double HANG = 10;

    private static final double BURST = 1.1;

    private long waited;
    private double left;
    private boolean busy;
    private Instant movedAt = Instant.MAX;

    private void add(Lane.Mark mark, double departed, boolean more) {
      waited += mark.lane().waiting();
      left += departed;
      busy |= more;
      if (mark.lane().waiting() > 0
          && (movedAt.equals(Instant.MAX) || mark.movedAt().isAfter(movedAt))) {
        movedAt = mark.movedAt();
      }
    }

    /**
     * Seconds for which it worked. Those in which strangely nothing left count when something does,
     * as messages may be committed in bursts; it is then as much as takes such a time. While it is
     * not known how many are to be expected, none of it is strange.
     *
     * @param perSecond messages that it is known to handle, 0 if that is not known
     */
    private double worked(Instant lookedAt, double seconds, double perSecond) {
      double idle = Math.max(0, Times.seconds(movedAt, lookedAt));
      double calm = STRANGE / perSecond;
      double counted = Math.min(idle, calm);
      if (left == 0) {
        return Math.min(idle + seconds, calm) - counted;
      }
      boolean hung = idle > HANG && left < BURST * perSecond * seconds;
      return hung ? seconds : seconds + idle - counted;
    }
  }
}

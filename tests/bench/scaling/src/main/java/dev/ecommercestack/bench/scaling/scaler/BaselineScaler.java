package dev.ecommercestack.bench.scaling.scaler;

import dev.ecommercestack.bench.scaling.sim.Reading;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.View;
import dev.ecommercestack.bench.scaling.sim.Workload;
import java.util.ArrayDeque;

/**
 * The formula (a (1 + headroom) + B / W) / s and little else: two moving averages of the arrivals,
 * a moving average of what busy pods handle, useful counts, one window before pods are removed. It
 * shows what the rest of the operator's algorithm is worth.
 */
public final class BaselineScaler implements Scaler {
  private static final int INTERVAL_SECONDS = 5;
  private static final int LAG_THRESHOLD = 100;
  private static final double HEADROOM = 0.2;
  private static final double STARTUP_SECONDS = 30;
  private static final double REBALANCE_SECONDS = 10;

  private record Sample(int second, long published, long[] lags, long waiting, int ready) {
    long handled() {
      return published - waiting;
    }
  }

  private record Need(int second, int pods) {}

  private final Workload.Goal goal;
  private final Workload.Broker broker;
  private final boolean kafka;
  private final Timer timer;
  private final ArrayDeque<Need> needs = new ArrayDeque<>();
  private Sample last = new Sample(0, 0, new long[0], 0, 0);
  private double fast = -1;
  private double level;
  private double handled;
  private double podSeconds;
  private double busySeconds;

  /** Makes one for a trace. */
  public BaselineScaler(Trace trace) {
    goal = trace.workload().goal();
    broker = trace.workload().broker();
    kafka = broker instanceof Workload.Kafka;
    timer = new Timer(INTERVAL_SECONDS, trace.seed());
  }

  @Override
  public int replicas(View view) {
    if (!timer.rings(view.second())) {
      return view.desired();
    }
    return switch (view.read()) {
      case Reading.Unknown _ -> view.desired();
      case Reading.Offsets offsets -> {
        long[] lags = new long[offsets.end().length];
        long published = 0;
        for (int p = 0; p < lags.length; p++) {
          lags[p] = offsets.lag(p);
          published += offsets.end()[p];
        }
        yield decide(view, new Sample(view.second(), published, lags, offsets.lag(), view.ready()));
      }
      case Reading.Depth depth -> {
        long waiting = depth.ready() + depth.unacknowledged();
        long[] lags = {depth.ready()};
        yield decide(
            view, new Sample(view.second(), depth.published(), lags, waiting, view.ready()));
      }
    };
  }

  private int decide(View view, Sample now) {
    learn(now);
    int current = view.desired();
    double drain = goal.drainSeconds();
    double window = Math.max(drain - STARTUP_SECONDS - (kafka ? REBALANCE_SECONDS : 0), drain / 4);
    double rate = Math.max(0, Math.max(fast, level));
    boolean known = busySeconds >= 10 && handled >= 3;
    if (!known) {
      int need = useful(ceil((double) now.waiting() / LAG_THRESHOLD));
      return apply(now, current, need, need, need > current, 180, (current + 1) / 2);
    }
    double speed = handled / podSeconds;
    int need = ceil((rate * (1 + HEADROOM) + now.waiting() / window) / speed);
    if (broker instanceof Workload.Rabbit rabbit) {
      int arrivals = ceil(rate * (1 + HEADROOM) / speed);
      need = Math.min(need, Math.max(arrivals, ceil((double) now.waiting() / rabbit.prefetch())));
    }
    int longRun = ceil(Math.max(0, level) * (1 + HEADROOM) / speed);
    double capacity = current * speed;
    boolean late =
        (now.waiting() > drain * capacity / 4 && !drains(now, capacity))
            || now.waiting() + (fast - capacity) * STARTUP_SECONDS > drain * capacity / 2;
    int least = now.waiting() > 0 || rate > 0 ? 1 : 0;
    int fewer = useful(Math.max(longRun, least));
    int desired = apply(now, current, useful(need), fewer, late, kafka ? 180 : 60, 0);
    boolean slower = desired < current && now.waiting() > 0 && !drains(now, desired * speed);
    return slower ? current : desired;
  }

  private boolean drains(Sample now, double capacity) {
    return capacity > level && now.waiting() / (capacity - level) <= goal.drainSeconds();
  }

  private int apply(
      Sample now, int current, int more, int fewer, boolean late, int hold, int least) {
    needs.addLast(new Need(now.second(), fewer));
    while (needs.getFirst().second() < now.second() - hold) {
      needs.removeFirst();
    }
    if (late && more > current) {
      return clamp(more);
    }
    int most = needs.stream().mapToInt(Need::pods).max().orElseThrow();
    boolean remove = !late && most < current && now.second() >= hold;
    return clamp(remove ? Math.max(most, least) : current);
  }

  private void learn(Sample now) {
    Sample before = last;
    last = now;
    double seconds = now.second() - before.second();
    if (before.lags().length == 0 || seconds > 60) {
      return;
    }
    double rate = (now.published() - before.published()) / seconds;
    boolean first = fast < 0;
    fast = first ? rate : fast + (1 - StrictMath.exp(-seconds / 10)) * (rate - fast);
    level = first ? rate : level + (1 - StrictMath.exp(-seconds / 30)) * (rate - level);
    if (now.ready() > 0 && now.ready() == before.ready() && busy(before, now)) {
      double keep = StrictMath.exp(-seconds / 60);
      handled = keep * handled + now.handled() - before.handled();
      podSeconds = keep * podSeconds + seconds * Math.min(now.ready(), mostPods());
      busySeconds += seconds;
    }
  }

  private static boolean busy(Sample before, Sample now) {
    double each = (double) (now.handled() - before.handled()) / now.lags().length;
    for (int i = 0; i < now.lags().length; i++) {
      double uncommitted = now.lags().length == 1 ? 0 : 2 * Math.max(1, each);
      if (now.lags()[i] <= uncommitted || before.lags()[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private int mostPods() {
    return kafka ? broker.lanes() : Integer.MAX_VALUE;
  }

  private int useful(int pods) {
    if (!kafka || pods <= 0) {
      return pods;
    }
    int lanes = broker.lanes();
    return Math.ceilDiv(lanes, Math.ceilDiv(lanes, Math.min(pods, lanes)));
  }

  private int clamp(int pods) {
    return Math.clamp(pods, goal.minReplicas(), goal.maxReplicas());
  }

  private static int ceil(double value) {
    return (int) Math.min(1_000_000, Math.ceil(value - 1e-9));
  }
}

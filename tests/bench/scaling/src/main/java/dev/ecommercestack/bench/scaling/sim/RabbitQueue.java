package dev.ecommercestack.bench.scaling.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue and its consumers: ready messages are dealt out evenly, each consumer holds up to its
 * prefetch, a leaving consumer gets no more and finishes what it holds, statistics are renewed at
 * an interval.
 */
final class RabbitQueue implements Source {
  private static final Beat STATISTICS = new Beat(Workload.Rabbit.STATISTICS_SECONDS);

  private final Workload.Rabbit rabbit;
  private final double downstreamLimit;
  private final long[][] arrivals;
  private final Backlog queue = new Backlog();
  private List<Pod> consumers = List.of();
  private long published;
  private long acknowledged;
  private Reading statistics = new Reading.Depth(0, 0, 0, 0, 0);

  RabbitQueue(Workload.Rabbit rabbit, Workload.Pods pods, long[][] arrivals) {
    this.rabbit = rabbit;
    this.downstreamLimit = pods.downstreamLimit();
    this.arrivals = arrivals;
  }

  @Override
  public void arrive(int second) {
    long messages = arrivals[second][0];
    queue.add(second, messages);
    published += messages;
  }

  @Override
  public long work(int second, List<Pod> ready, List<Pod> leaving, double pace) {
    consumers = new ArrayList<>(ready);
    consumers.addAll(leaving);
    long[] budgets = budgets(second, ready, pace);
    deal(ready, budgets);
    long handled = 0;
    for (int c = 0; c < consumers.size(); c++) {
      handled += consumers.get(c).held().take(budgets[c]);
    }
    acknowledged += handled;
    if (STATISTICS.isAt(second, 0)) {
      long held = held();
      statistics = new Reading.Depth(queue.size(), held, published, acknowledged, ready.size());
    }
    return handled;
  }

  private long[] budgets(int second, List<Pod> ready, double pace) {
    double[] wanted = new double[consumers.size()];
    double evenly = (double) queue.size() / Math.max(1, ready.size());
    for (int c = 0; c < wanted.length; c++) {
      Pod pod = consumers.get(c);
      double available = pod.held().size() + (pod.isLeaving() ? 0 : evenly);
      wanted[c] = Math.min(available, pod.rate(second, pace));
    }
    double share = Downstream.share(downstreamLimit, wanted);
    long[] budgets = new long[wanted.length];
    for (int c = 0; c < budgets.length; c++) {
      Pod pod = consumers.get(c);
      if (pod.isIdle()) {
        // A job of seconds begins when it is there, so nothing is saved up for it.
        continue;
      }
      // What is dealt out is whole messages, so a pod may get more than its even share.
      budgets[c] = pod.budget(share < 1 ? share * wanted[c] : pod.rate(second, pace));
    }
    return budgets;
  }

  /** Within a second a consumer takes what it handles, and at its end holds its prefetch again. */
  private void deal(List<Pod> ready, long[] budgets) {
    for (int c = 0; c < ready.size(); c++) {
      long left = ready.size() - c;
      long evenly = (queue.size() + left - 1) / left;
      Backlog held = ready.get(c).held();
      long room = Math.max(0, budgets[c] + rabbit.prefetch() - held.size());
      queue.moveTo(held, Math.min(room, evenly));
    }
  }

  private long held() {
    long sum = 0;
    for (Pod pod : consumers) {
      sum += pod.held().size();
    }
    return sum;
  }

  @Override
  public void membersChanged(int second) {
    // Consumers of a queue come and go without stopping the others.
  }

  @Override
  public void giveBack(Backlog held) {
    if (held.size() > 0) {
      queue.requeue(held);
    }
  }

  @Override
  public long waiting() {
    return queue.size() + held();
  }

  @Override
  public int oldest() {
    int oldest = queue.oldest();
    for (Pod pod : consumers) {
      oldest = Math.min(oldest, pod.held().oldest());
    }
    return oldest;
  }

  @Override
  public Reading read(int second) {
    return statistics;
  }
}

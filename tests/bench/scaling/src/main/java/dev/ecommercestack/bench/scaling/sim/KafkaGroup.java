package dev.ecommercestack.bench.scaling.sim;

import java.util.List;

/**
 * A topic and its consumer group: partition p belongs to consumer p modulo the number of consumers,
 * a consumer shares its rate evenly among its partitions with work, a change of members stops the
 * group, each consumer commits its offsets at an interval and when partitions are taken away.
 */
final class KafkaGroup implements Source {
  private final Workload.Kafka kafka;
  private final double downstreamLimit;
  private final Partitions partitions;
  private final long[] committed;
  private final Beat commits;
  private int pausedUntil;
  private int members;

  KafkaGroup(Workload.Kafka kafka, Workload.Pods pods, long[][] arrivals) {
    this.kafka = kafka;
    this.downstreamLimit = pods.downstreamLimit();
    commits = new Beat(kafka.commitSeconds());
    partitions = new Partitions(arrivals, kafka.partitions());
    committed = new long[kafka.partitions()];
  }

  @Override
  public void arrive(int second) {
    partitions.arrive(second);
  }

  @Override
  public long work(int second, List<Pod> ready, List<Pod> leaving, double pace) {
    members = ready.size();
    long before = partitions.waiting();
    if (second >= pausedUntil) {
      double[] wanted = new double[Math.min(members, partitions.count())];
      for (int c = 0; c < wanted.length; c++) {
        wanted[c] = Math.min(lag(c), ready.get(c).rate(second, pace));
      }
      double share = Downstream.share(downstreamLimit, wanted);
      for (int c = 0; c < wanted.length; c++) {
        Pod pod = ready.get(c);
        consume(c, pod.budget(share * wanted[c]), pod.turn(second));
      }
    }
    for (int c = 0; c < members; c++) {
      if (commits.isAt(second, c)) {
        commit(c, members);
      }
    }
    return before - partitions.waiting();
  }

  private long lag(int consumer) {
    long sum = 0;
    for (int p = consumer; p < partitions.count(); p += members) {
      sum += partitions.lag(p);
    }
    return sum;
  }

  private void consume(int consumer, long budget, int turn) {
    int count = (partitions.count() - consumer + members - 1) / members;
    long left = budget;
    int busy = busy(consumer);
    while (left > 0 && busy > 0) {
      long share = Math.max(1, left / busy);
      for (int i = 0; i < count && left > 0; i++) {
        // Each time another partition is the first, or the rounding would favour one.
        int p = consumer + (i + turn) % count * members;
        left -= partitions.handle(p, Math.min(share, left));
      }
      busy = left > 0 ? busy(consumer) : 0;
    }
  }

  private int busy(int consumer) {
    int busy = 0;
    for (int p = consumer; p < partitions.count(); p += members) {
      busy += partitions.lag(p) > 0 ? 1 : 0;
    }
    return busy;
  }

  private void commit(int first, int step) {
    for (int p = first; p < committed.length; p += step) {
      committed[p] = partitions.handled(p);
    }
  }

  @Override
  public void membersChanged(int second) {
    commit(0, 1);
    pausedUntil = second + kafka.rebalanceSeconds();
  }

  @Override
  public void giveBack(Backlog held) {
    // A Kafka consumer holds nothing: what it did not handle is still in its partition.
  }

  @Override
  public long waiting() {
    return partitions.waiting();
  }

  @Override
  public int oldest() {
    return partitions.oldest();
  }

  @Override
  public Reading read(int second) {
    return new Reading.Offsets(partitions.end(), committed.clone(), members, second < pausedUntil);
  }
}

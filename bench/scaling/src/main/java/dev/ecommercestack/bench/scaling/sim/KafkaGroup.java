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
  private final Backlog[] partitions;
  private final long[] end;
  private final long[] committed;
  private final Beat commits;
  private int pausedUntil;
  private int members;

  KafkaGroup(Workload.Kafka kafka, Workload.Pods pods) {
    this.kafka = kafka;
    this.downstreamLimit = pods.downstreamLimit();
    commits = new Beat(kafka.commitSeconds());
    partitions = new Backlog[kafka.partitions()];
    for (int p = 0; p < partitions.length; p++) {
      partitions[p] = new Backlog();
    }
    end = new long[partitions.length];
    committed = new long[partitions.length];
  }

  @Override
  public void arrive(int second, long[] messages) {
    for (int p = 0; p < partitions.length; p++) {
      partitions[p].add(second, messages[p]);
      end[p] += messages[p];
    }
  }

  @Override
  public long work(int second, List<Pod> ready, List<Pod> leaving, double pace) {
    members = ready.size();
    long handled = 0;
    if (second >= pausedUntil) {
      double[] wanted = new double[Math.min(members, partitions.length)];
      for (int c = 0; c < wanted.length; c++) {
        wanted[c] = Math.min(waiting(c), ready.get(c).rate(second, pace));
      }
      double share = Downstream.share(downstreamLimit, wanted);
      for (int c = 0; c < wanted.length; c++) {
        handled += consume(second, c, ready.get(c).budget(share * wanted[c]));
      }
    }
    for (int c = 0; c < members; c++) {
      if (commits.isAt(second, c)) {
        commit(c, members);
      }
    }
    return handled;
  }

  private long waiting(int consumer) {
    long sum = 0;
    for (int p = consumer; p < partitions.length; p += members) {
      sum += partitions[p].size();
    }
    return sum;
  }

  private long consume(int second, int consumer, long budget) {
    int count = (partitions.length - consumer + members - 1) / members;
    long left = budget;
    int busy = busy(consumer);
    while (left > 0 && busy > 0) {
      long share = Math.max(1, left / busy);
      for (int i = 0; i < count; i++) {
        // Each second another partition is the first, or the rounding would favour one.
        int p = consumer + (i + second) % count * members;
        left -= partitions[p].take(Math.min(share, left));
      }
      busy = busy(consumer);
    }
    return budget - left;
  }

  private int busy(int consumer) {
    int busy = 0;
    for (int p = consumer; p < partitions.length; p += members) {
      busy += partitions[p].size() > 0 ? 1 : 0;
    }
    return busy;
  }

  private void commit(int first, int step) {
    for (int p = first; p < partitions.length; p += step) {
      committed[p] = end[p] - partitions[p].size();
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
    long sum = 0;
    for (Backlog partition : partitions) {
      sum += partition.size();
    }
    return sum;
  }

  @Override
  public int oldest() {
    int oldest = Backlog.EMPTY;
    for (Backlog partition : partitions) {
      oldest = Math.min(oldest, partition.oldest());
    }
    return oldest;
  }

  @Override
  public Reading read(int second) {
    return new Reading.Offsets(end.clone(), committed.clone(), members, second < pausedUntil);
  }
}

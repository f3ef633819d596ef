package dev.ecommercestack.bench.scaling.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The pods of one Deployment. As a ReplicaSet does, it removes pods that are not ready first, then
 * the youngest.
 */
final class Fleet {
  /** Kubernetes' default terminationGracePeriodSeconds. */
  private static final int GRACE_SECONDS = 30;

  private static final int CLOSE_SECONDS = 2;
  private static final double START_SPREAD = 0.2;

  private final Workload workload;
  private final SplittableRandom random;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Pod> leaving = new ArrayList<>();
  private int members;

  Fleet(Workload workload, long seed) {
    this.workload = workload;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < workload.goal().minReplicas(); i++) {
      pods.add(new Pod(-workload.pods().warmUp().seconds(), workload.pods()));
    }
    members = pods.size();
  }

  /** Returns the pods that were asked for. */
  int desired() {
    return pods.size();
  }

  /** Returns every pod that takes up room: starting, ready or leaving. */
  int existing() {
    return pods.size() + leaving.size();
  }

  /** Returns the pods that consume, oldest first. */
  List<Pod> ready(int second) {
    List<Pod> ready = new ArrayList<>(pods.size());
    for (Pod pod : pods) {
      if (pod.isReady(second)) {
        ready.add(pod);
      }
    }
    return ready;
  }

  /** Returns the pods that finish what they hold. */
  List<Pod> leaving() {
    return leaving;
  }

  void scaleTo(int replicas, int second) {
    while (pods.size() < replicas) {
      double factor = 1 - START_SPREAD + 2 * START_SPREAD * random.nextDouble();
      int start = Math.max(1, (int) Math.round(workload.pods().startSeconds() * factor));
      pods.add(new Pod(second + start, workload.pods()));
    }
    while (pods.size() > replicas) {
      Pod victim = victim(second);
      pods.remove(victim);
      victim.leave(second);
      leaving.add(victim);
    }
  }

  private Pod victim(int second) {
    Pod victim = pods.getLast();
    for (Pod pod : pods) {
      boolean better =
          pod.isReady(second) == victim.isReady(second)
              ? pod.readyAt() >= victim.readyAt()
              : !pod.isReady(second);
      if (better) {
        victim = pod;
      }
    }
    return victim;
  }

  /** Lets a second pass and returns whether a consumer came or went. */
  boolean advance(int second, Source source) {
    int before = members;
    members = 0;
    for (Pod pod : pods) {
      members += pod.isReady(second) ? 1 : 0;
    }
    boolean left = false;
    for (int i = leaving.size() - 1; i >= 0; i--) {
      Pod pod = leaving.get(i);
      left |= pod.leftAt() == second && pod.readyAt() <= second;
      int gone = second - pod.leftAt();
      if (gone >= GRACE_SECONDS || (gone >= CLOSE_SECONDS && pod.held().size() == 0)) {
        source.giveBack(pod.held());
        leaving.remove(i);
      }
    }
    return left || members != before;
  }
}

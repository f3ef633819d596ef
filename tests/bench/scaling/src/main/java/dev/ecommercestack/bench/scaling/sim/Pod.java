package dev.ecommercestack.bench.scaling.sim;

/** One consumer: starting, then ready, then leaving. */
final class Pod {
  private final int readyAt;
  private final Workload.Pods kind;
  private final Backlog held = new Backlog();
  private double unusedPart;
  private int jobs;
  private int leftAt = Integer.MAX_VALUE;

  Pod(int readyAt, Workload.Pods kind) {
    this.readyAt = readyAt;
    this.kind = kind;
  }

  boolean isReady(int second) {
    return readyAt <= second && !isLeaving();
  }

  boolean isLeaving() {
    return leftAt != Integer.MAX_VALUE;
  }

  int readyAt() {
    return readyAt;
  }

  int leftAt() {
    return leftAt;
  }

  void leave(int second) {
    leftAt = second;
  }

  /** Returns the messages that it holds unacknowledged (RabbitMQ). */
  Backlog held() {
    return held;
  }

  /** Returns its rate in messages per second: less when fresh, whole when warm. */
  double rate(int second, double pace) {
    double warmth = kind.warmUp().share(Math.max(0, second - readyAt));
    return kind.serviceRate() * warmth * pace;
  }

  /** Returns whether it has no message in hand though it takes seconds for one (RabbitMQ). */
  boolean isIdle() {
    return kind.areSlow() && held.size() == 0;
  }

  /** Returns the whole messages that it can handle now; the fraction is kept for later. */
  long budget(double rate) {
    unusedPart += rate;
    long whole = (long) unusedPart;
    unusedPart -= whole;
    jobs += (int) whole;
    return whole;
  }

  /** Returns whose turn it is among the partitions of a consumer: by seconds, or job by job. */
  int turn(int second) {
    return kind.areSlow() ? jobs : second;
  }
}

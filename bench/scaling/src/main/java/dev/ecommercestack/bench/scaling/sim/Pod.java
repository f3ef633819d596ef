package dev.ecommercestack.bench.scaling.sim;

/** One consumer: starting, then ready, then leaving. */
final class Pod {
  private static final double COLD_SHARE = 0.5;

  private final int readyAt;
  private final Workload.Pods kind;
  private final Backlog held = new Backlog();
  private double unusedPart;
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

  /** Returns its rate in messages per second: half when fresh, whole when warm. */
  double rate(int second, double pace) {
    int age = Math.max(0, second - readyAt);
    double warmth =
        age >= kind.warmUpSeconds()
            ? 1
            : COLD_SHARE + (1 - COLD_SHARE) * age / kind.warmUpSeconds();
    return kind.serviceRate() * warmth * pace;
  }

  /** Returns the whole messages that it can handle now; the fraction is kept for later. */
  long budget(double rate) {
    unusedPart += rate;
    long whole = (long) unusedPart;
    unusedPart -= whole;
    return whole;
  }
}

package dev.ecommercestack.bench.scaling.sim;

/**
 * Who consumes from which broker, and what the user asked for. All times are seconds, all rates
 * messages per second.
 *
 * @param broker where the messages wait
 * @param goal what the user asked for
 * @param pods how the consumers behave
 */
public record Workload(Broker broker, Goal goal, Pods pods) {

  /** Where the messages wait. */
  public sealed interface Broker {
    /** Returns the number of queues that arrivals are spread over. */
    int lanes();
  }

  /**
   * A Kafka topic and one consumer group. Every change of the group's members stops all of it for
   * {@code rebalanceSeconds}.
   *
   * @param partitions partitions of the topic
   * @param commitSeconds time between two commits, which is how late an offset is seen at most
   * @param rebalanceSeconds pause of the whole group when its members change
   */
  public record Kafka(int partitions, int commitSeconds, int rebalanceSeconds) implements Broker {
    @Override
    public int lanes() {
      return partitions;
    }
  }

  /**
   * A RabbitMQ queue whose statistics are {@value #STATISTICS_SECONDS} seconds old at most.
   *
   * @param prefetch messages that one consumer holds without having acknowledged them
   */
  public record Rabbit(int prefetch) implements Broker {
    /** RabbitMQ's default collect_statistics_interval. */
    public static final int STATISTICS_SECONDS = 5;

    @Override
    public int lanes() {
      return 1;
    }
  }

  /**
   * What the user asked for, the same for every scaler.
   *
   * @param drainSeconds no message should wait longer than this
   * @param minReplicas pods that run at least
   * @param maxReplicas pods that run at most
   */
  public record Goal(int drainSeconds, int minReplicas, int maxReplicas) {}

  /**
   * How the consumers behave.
   *
   * @param serviceRate messages that a warm pod handles per second
   * @param startSeconds mean time from the request for a pod until it consumes; a pod's own is
   *     within 20 % of it
   * @param warmUp how slow a fresh pod is
   * @param downstreamLimit messages per second that all pods together get through, for example
   *     because of a database; infinite when nothing limits
   */
  public record Pods(double serviceRate, int startSeconds, WarmUp warmUp, double downstreamLimit) {
    /** Pods that nothing behind them limits, whose rate rises from half to whole. */
    public Pods(double serviceRate, int startSeconds, int warmUpSeconds) {
      this(serviceRate, startSeconds, new WarmUp(0.5, 0, warmUpSeconds), Double.POSITIVE_INFINITY);
    }

    /** Returns whether a message takes more than a second. */
    boolean areSlow() {
      return serviceRate < 1;
    }
  }

  /**
   * A fresh pod is cold for a time; then its rate rises evenly to the whole.
   *
   * @param coldShare share of its whole rate that a cold pod has
   * @param coldSeconds time for which it stays cold
   * @param risingSeconds time of the rise
   */
  public record WarmUp(double coldShare, int coldSeconds, int risingSeconds) {
    /** Returns the time until a pod has its whole rate. */
    int seconds() {
      return coldSeconds + risingSeconds;
    }

    /** Returns the share of its whole rate that a pod has at an age in seconds. */
    double share(int age) {
      if (age >= seconds()) {
        return 1;
      }
      int risen = Math.max(0, age - coldSeconds);
      return risen == 0 ? coldShare : coldShare + (1 - coldShare) * risen / risingSeconds;
    }
  }

  /** Returns the same workload with something behind the pods that limits them together. */
  public Workload withDownstreamLimit(double limit) {
    return new Workload(
        broker, goal, new Pods(pods.serviceRate(), pods.startSeconds(), pods.warmUp(), limit));
  }

  /** Returns the same workload whose fresh pods are slower or faster. */
  public Workload withWarmUp(WarmUp warmUp) {
    return new Workload(
        broker,
        goal,
        new Pods(pods.serviceRate(), pods.startSeconds(), warmUp, pods.downstreamLimit()));
  }
}

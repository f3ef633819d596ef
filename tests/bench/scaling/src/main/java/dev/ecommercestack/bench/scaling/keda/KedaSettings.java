package dev.ecommercestack.bench.scaling.keda;

import dev.ecommercestack.bench.scaling.keda.Behavior.Policy;
import dev.ecommercestack.bench.scaling.sim.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a user can set on a ScaledObject, bounds aside.
 *
 * @param target {@code lagThreshold} of the Kafka trigger, or {@code value} of the RabbitMQ trigger
 *     in mode QueueLength: messages per pod
 * @param steps which counts the Kafka trigger may ask for
 * @param pollingSeconds {@code pollingInterval}
 * @param cooldownSeconds {@code cooldownPeriod}
 * @param behavior of the HorizontalPodAutoscaler
 */
public record KedaSettings(
    int target, Steps steps, int pollingSeconds, int cooldownSeconds, Behavior behavior) {

  /** Which counts the Kafka trigger may ask for. */
  public enum Steps {
    /** Up to the number of partitions. */
    ANY(""),
    /** Up to the number of partitions with lag: {@code limitToPartitionsWithLag}. */
    WITH_LAG(" (limitToPartitionsWithLag)"),
    /** Divisors of the number of partitions: {@code ensureEvenDistributionOfPartitions}. */
    EVEN(" (ensureEvenDistributionOfPartitions)");

    private final String words;

    Steps(String words) {
      this.words = words;
    }
  }

  private static final int KAFKA_LAG_THRESHOLD = 10;
  private static final int RABBIT_QUEUE_LENGTH = 20;
  private static final int POLLING = 30;
  private static final int COOLDOWN = 300;
  private static final double[] TARGETS_IN_SECONDS_OF_WORK = {0.5, 1, 2, 4, 8, 15, 30, 60};
  private static final int[] DOWN_WINDOWS = {0, 60, 180, 300, 600};
  private static final List<Policy> DOWN_POLICIES =
      List.of(Policy.percent(100, 15), Policy.percent(20, 60), Policy.pods(1, 60));
  private static final int[] COARSE_DOWN_WINDOWS = {0, 300};
  private static final List<Policy> COARSE_DOWN_POLICIES =
      List.of(Policy.percent(100, 15), Policy.pods(1, 60));
  private static final List<Policy> AT_ONCE =
      List.of(Policy.percent(900, 15), Policy.pods(100, 15));

  /** What KEDA does when nothing but the trigger is given. */
  public static KedaSettings defaults(Workload workload) {
    return new KedaSettings(
        defaultTarget(workload), Steps.ANY, POLLING, COOLDOWN, Behavior.DEFAULT);
  }

  /**
   * Every combination that tuning tries: the target from half a second to a minute of one pod's
   * work and its default, three speeds of scaling down behind five windows, the default speed of
   * scaling up and unlimited, and, where they matter, the trigger's steps, polling and cooldown.
   */
  public static List<KedaSettings> grid(Workload workload) {
    boolean kafka = workload.broker() instanceof Workload.Kafka;
    boolean toZero = workload.goal().minReplicas() == 0;
    List<KedaSettings> grid = new ArrayList<>();
    for (int target : targets(workload)) {
      for (Behavior behavior : behaviors(DOWN_POLICIES, DOWN_WINDOWS)) {
        for (Steps steps : kafka ? Steps.values() : new Steps[] {Steps.ANY}) {
          for (int polling : toZero ? new int[] {POLLING, 5} : new int[] {POLLING}) {
            for (int cooldown : toZero ? new int[] {COOLDOWN, 60} : new int[] {COOLDOWN}) {
              grid.add(new KedaSettings(target, steps, polling, cooldown, behavior));
            }
          }
        }
      }
    }
    return grid;
  }

  /**
   * A coarser grid, for traces that are longer or slower: the target from 1/64 of what a pod does
   * in the drain time to all of it and its default, two speeds of scaling down at once and after
   * five minutes, the default speed of scaling up and unlimited, and two of the trigger's steps.
   */
  public static List<KedaSettings> coarseGrid(Workload workload) {
    TreeSet<Integer> targets = new TreeSet<>();
    targets.add(defaultTarget(workload));
    double work = workload.goal().drainSeconds() * workload.pods().serviceRate();
    for (int part = 1; part <= 64; part *= 2) {
      targets.add((int) Math.max(1, Math.round(work / part)));
    }
    boolean kafka = workload.broker() instanceof Workload.Kafka;
    List<KedaSettings> grid = new ArrayList<>();
    for (int target : targets) {
      for (Behavior behavior : behaviors(COARSE_DOWN_POLICIES, COARSE_DOWN_WINDOWS)) {
        for (Steps steps : kafka ? List.of(Steps.ANY, Steps.EVEN) : List.of(Steps.ANY)) {
          grid.add(new KedaSettings(target, steps, POLLING, COOLDOWN, behavior));
        }
      }
    }
    return grid;
  }

  private static Iterable<Integer> targets(Workload workload) {
    TreeSet<Integer> targets = new TreeSet<>();
    targets.add(defaultTarget(workload));
    for (double seconds : TARGETS_IN_SECONDS_OF_WORK) {
      targets.add((int) Math.max(1, Math.round(seconds * workload.pods().serviceRate())));
    }
    return targets;
  }

  private static List<Behavior> behaviors(List<Policy> downs, int[] windows) {
    List<Behavior> behaviors = new ArrayList<>();
    for (List<Policy> up : List.of(Behavior.DEFAULT.up(), AT_ONCE)) {
      for (Policy down : downs) {
        for (int window : windows) {
          behaviors.add(new Behavior(up, List.of(down), window));
        }
      }
    }
    return behaviors;
  }

  private static int defaultTarget(Workload workload) {
    return switch (workload.broker()) {
      case Workload.Kafka kafka -> KAFKA_LAG_THRESHOLD;
      case Workload.Rabbit rabbit -> RABBIT_QUEUE_LENGTH;
    };
  }

  /** Returns the settings in a few words, polling and cooldown only where they are not usual. */
  public String words() {
    Policy down = behavior.down().getFirst();
    boolean usual = pollingSeconds == POLLING && cooldownSeconds == COOLDOWN;
    return String.format(
        Locale.ROOT,
        "target %d%s, up %s, down %d%s/%d s after %d s%s",
        target,
        steps.words,
        behavior.up().equals(AT_ONCE) ? "at once" : "by default",
        down.value(),
        down.unit() == Behavior.Unit.PERCENT ? " %" : " pod",
        down.periodSeconds(),
        behavior.downWindowSeconds(),
        usual ? "" : ", poll " + pollingSeconds + " s, cooldown " + cooldownSeconds + " s");
  }
}

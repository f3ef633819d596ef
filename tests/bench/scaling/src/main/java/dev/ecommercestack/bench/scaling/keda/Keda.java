package dev.ecommercestack.bench.scaling.keda;

import dev.ecommercestack.bench.scaling.keda.Trigger.Answer;
import dev.ecommercestack.bench.scaling.scaler.Scaler;
import dev.ecommercestack.bench.scaling.scaler.Timer;
import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.View;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;

/**
 * KEDA with its HorizontalPodAutoscaler, after scale_scaledobjects.go: KEDA moves between none and
 * one, at its polling interval and straight from any number to none; the autoscaler moves between
 * one and many, reading the broker itself at every sync. When the broker does not answer, neither
 * moves.
 */
public final class Keda implements Scaler {
  private final KedaSettings settings;
  private final Goal goal;
  private final HorizontalPodAutoscaler autoscaler;
  private final Timer polling;
  private final Timer syncing;
  private int lastActive = Integer.MIN_VALUE;

  /** Makes one for a trace. */
  public Keda(KedaSettings settings, Trace trace) {
    this.settings = settings;
    goal = trace.workload().goal();
    autoscaler =
        new HorizontalPodAutoscaler(
            settings.behavior(),
            settings.target(),
            Math.max(1, goal.minReplicas()),
            goal.maxReplicas());
    polling = new Timer(settings.pollingSeconds(), trace.seed());
    syncing = new Timer(HorizontalPodAutoscaler.SYNC_SECONDS, trace.seed());
  }

  @Override
  public int replicas(View view) {
    int replicas = view.desired();
    if (polling.rings(view.second())) {
      replicas = activation(view, replicas);
    }
    if (replicas > 0 && syncing.rings(view.second())) {
      Answer answer = Trigger.of(view.read(), settings);
      if (answer != null) {
        replicas = autoscaler.sync(view.second(), replicas, answer.metric());
      }
    }
    return replicas;
  }

  private int activation(View view, int replicas) {
    Answer answer = Trigger.of(view.read(), settings);
    if (answer == null) {
      return replicas;
    }
    if (answer.active()) {
      lastActive = view.second();
      return replicas == 0 ? Math.max(1, goal.minReplicas()) : replicas;
    }
    boolean cooledDown =
        lastActive == Integer.MIN_VALUE || view.second() - lastActive > settings.cooldownSeconds();
    return goal.minReplicas() == 0 && cooledDown ? 0 : replicas;
  }
}

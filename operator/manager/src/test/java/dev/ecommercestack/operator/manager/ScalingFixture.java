package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.FakeBrokers.PAYMENTS;
import static dev.ecommercestack.operator.manager.Shop.eventually;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import dev.ecommercestack.operator.manager.FakeBrokers.Queue;
import java.time.Duration;

/** Stacks whose scaling a test moves on, with queues that it fills and a clock that it sets. */
abstract class ScalingFixture extends StackFixture {
  static final String WORKER = "shop-worker";
  static final String SCALE = "/apis/apps/v1/namespaces/%s/deployments/" + WORKER + "/scale";
  static final Duration TICK = Duration.ofSeconds(5);
  static final String AUTO =
      "{worker: {autoscaling: {minReplicas: 1, maxReplicas: 6, lag: {drainTime: 60s}}}}";

  /** A stack that is ready and whose scaling has begun. */
  void start(String spec) {
    shop.create(spec).startEverything();
    eventually()
        .until(
            () -> {
              operator.tick(shop.id(), TICK);
              return shop.condition(Condition.SCALING_ACTIVE).isPresent();
            });
  }

  void tick(int times) {
    for (var tick = 0; tick < times; tick++) {
      operator.tick(shop.id(), TICK);
    }
  }

  /** Moves on until the worker has a number of pods; those that are added start at once. */
  void tickUntilReplicasAre(int count) {
    tickUntilReplicasAre(count, () -> {});
  }

  /** Same, with something that happens before each look. */
  void tickUntilReplicasAre(int count, Runnable before) {
    eventually()
        .until(
            () -> {
              before.run();
              operator.tick(shop.id(), TICK);
              serve();
              return replicas() == count;
            });
  }

  void serve() {
    shop.deployment(WORKER).ifPresent(shop.cluster()::serve);
  }

  int replicas() {
    return shop.deployment(WORKER).orElseThrow().getSpec().getReplicas();
  }

  Queue payments() {
    return operator.brokers().queue(shop.namespace(), PAYMENTS);
  }

  ScalingStatus scaling() {
    return shop.status().scaling("worker").orElseThrow();
  }

  long scaleWrites() {
    return operator.writes(shop.namespace()).stream()
        .filter(write -> write.endsWith(WORKER + "/scale"))
        .count();
  }
}

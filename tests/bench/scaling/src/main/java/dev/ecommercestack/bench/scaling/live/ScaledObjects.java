package dev.ecommercestack.bench.scaling.live;

import dev.ecommercestack.bench.scaling.keda.Behavior;
import dev.ecommercestack.bench.scaling.keda.Behavior.Policy;
import dev.ecommercestack.bench.scaling.keda.KedaSettings;
import dev.ecommercestack.bench.scaling.keda.KedaSettings.Steps;
import dev.ecommercestack.bench.scaling.sim.Workload.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the ScaledObjects of KEDA's two contestants. The logins are in TriggerAuthentications that
 * the script makes.
 */
public final class ScaledObjects {
  private ScaledObjects() {}

  /**
   * Writes {@code scaledobjects-defaults.yaml} and {@code scaledobjects-tuned.yaml}.
   *
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: ScaledObjects FOLDER");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    Files.writeString(folder.resolve("scaledobjects-defaults.yaml"), of(KedaChoice.defaults()));
    Files.writeString(folder.resolve("scaledobjects-tuned.yaml"), of(KedaChoice.tuned()));
  }

  /** Returns the ScaledObjects of both components. */
  static String of(KedaChoice choice) {
    return scaledObject(choice, List.of(LiveLoad.PAYMENTS, LiveLoad.IMPORTS))
        + "---\n"
        + scaledObject(choice, List.of(LiveLoad.CLAIMS));
  }

  private static String scaledObject(KedaChoice choice, List<LiveLoad> loads) {
    LiveLoad first = loads.getFirst();
    Goal goal = first.workload().goal();
    Behavior behavior = choice.of(first).behavior();
    return """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: {name: %1$s, namespace: shop}
        spec:
          scaleTargetRef: {name: shop-%1$s}
          minReplicaCount: %2$d
          maxReplicaCount: %3$d
        %4$s  triggers:
        %5$s"""
        .formatted(
            first.component(),
            goal.minReplicas(),
            goal.maxReplicas(),
            behavior.equals(Behavior.DEFAULT) ? "" : behavior(behavior),
            loads.stream()
                .map(load -> trigger(load, choice.of(load)))
                .collect(Collectors.joining()));
  }

  private static String behavior(Behavior behavior) {
    return """
          advanced:
            horizontalPodAutoscalerConfig:
              behavior:
                scaleUp: {stabilizationWindowSeconds: 0, policies: [%s]}
                scaleDown: {stabilizationWindowSeconds: %d, policies: [%s]}
        """
        .formatted(
            policies(behavior.up()), behavior.downWindowSeconds(), policies(behavior.down()));
  }

  private static String policies(List<Policy> policies) {
    return policies.stream()
        .map(
            policy ->
                "{type: %s, value: %d, periodSeconds: %d}"
                    .formatted(
                        policy.unit() == Behavior.Unit.PODS ? "Pods" : "Percent",
                        policy.value(),
                        policy.periodSeconds()))
        .collect(Collectors.joining(", "));
  }

  private static String trigger(LiveLoad load, KedaSettings settings) {
    return switch (load) {
      case PAYMENTS -> queue("jobs.payment", settings);
      case IMPORTS -> queue("jobs.catalog-import", settings);
      case CLAIMS ->
          """
          - type: kafka
            metadata:
              bootstrapServers: shop-kafka.shop.svc:9092
              version: 3.6.0
              consumerGroup: event.issuer
              topic: coupon.claims.v1
              lagThreshold: "%d"
              ensureEvenDistributionOfPartitions: "%s"
            authenticationRef: {name: bench-kafka}
          """
              .formatted(settings.target(), settings.steps() == Steps.EVEN)
              .indent(4);
    };
  }

  private static String queue(String name, KedaSettings settings) {
    return """
        - type: rabbitmq
          metadata: {protocol: http, mode: QueueLength, queueName: %s, value: "%d"}
          authenticationRef: {name: bench-rabbitmq}
        """
        .formatted(name, settings.target())
        .indent(4);
  }
}

package dev.ecommercestack.operator.manager.plan.backing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.Validator;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections of the services at their maxima, and what PostgreSQL accepts. */
class PostgreSqlCapacityTest {
  private static final String WORKERS =
      "{worker: {autoscaling: {minReplicas: 1, maxReplicas: %d, cpu: {targetUtilization: 70}}}%s}";
  private static final String EXTERNAL =
      ", postgresql: {external: {host: db.example.com, credentials: {name: db}}}";

  // Without worker: (product 12 + event 12 + order 10 + user 10) x 2 pods, declare 3.
  @ParameterizedTest
  @CsvSource({
    "1, 200, 512Mi",
    "7, 200, 512Mi",
    "8, 300, 1200Mi",
    "16, 300, 1200Mi",
    "30, 500, 2000Mi"
  })
  void managedServerAcceptsEveryPodAndHasMemoryForThem(
      int workers, int maxConnections, String memory) {
    Plan plan = Stacks.plan(WORKERS.formatted(workers, ""));
    assertThat(maxConnections(plan)).isEqualTo(maxConnections);
    assertThat(memoryLimit(plan)).isEqualTo(new Quantity(memory));
  }

  @Property(tries = 100)
  void managedServerHasRoomForMoreThanTheServices(
      @ForAll @IntRange(min = 1, max = 400) int workers,
      @ForAll @IntRange(min = 1, max = 400) int events) {
    EcommerceStack stack =
        Stacks.stack(
            "{worker: {replicas: %d}, event: {replicas: %d, partitions: 400}}"
                .formatted(workers, events));
    var demand = PostgreSqlCapacity.demand(stack.getSpec(), Stacks.TOPOLOGY);
    int connections = PostgreSqlCapacity.maxConnections(demand);
    assertThat(connections % 100).isZero();
    assertThat(connections).isBetween(200, Math.max(200, demand.total() * 11 / 10 + 104));
    assertThat(connections - 3).isGreaterThanOrEqualTo(demand.total());
  }

  @Test
  void refusesMemoryThatTheConnectionsExceed() {
    String memory = ", postgresql: {managed: {resources: {limits: {memory: %s}}}}";
    assertThat(
            Validator.validate(
                Stacks.stack(WORKERS.formatted(20, memory.formatted("1Gi"))), Stacks.TOPOLOGY))
        .singleElement()
        .asString()
        .startsWith(
            "spec.postgresql.managed.resources.limits.memory is 1Gi, too little for the 301"
                + " connections that the services need at their maxima (product 2 x 12, event 2 x 12,"
                + " order 2 x 10, user 2 x 10, worker 21 x 10, declare 3;")
        .endsWith("Write at least 1600Mi, or lower maxReplicas.");
    assertThat(
            Validator.validate(
                Stacks.stack(WORKERS.formatted(20, memory.formatted("1600Mi"))), Stacks.TOPOLOGY))
        .isEmpty();
    assertThat(
            Validator.validate(
                Stacks.stack(WORKERS.formatted(1, memory.formatted("256Mi"))), Stacks.TOPOLOGY))
        .isEmpty();
  }

  @Test
  void declareComparesExternalServerWithTheMaximaAgainWhenOneChanges() {
    Plan plan = Stacks.plan(WORKERS.formatted(20, EXTERNAL));
    String config =
        Stacks.find(plan, ConfigMap.class, "shop-declare").getData().get("declare.yaml");
    assertThat(config)
        .containsPattern("maxReplicas:\\s+event: 1\\s")
        .containsPattern("worker: 20\\s");
    assertThat(declareJob(plan))
        .isNotEqualTo(declareJob(Stacks.plan(WORKERS.formatted(21, EXTERNAL))));
    assertThat(declareJob(Stacks.plan(WORKERS.formatted(20, ""))))
        .as("a managed server follows by itself")
        .isEqualTo(declareJob(Stacks.plan(WORKERS.formatted(21, ""))));
  }

  @Test
  void productionOverlayFits() throws IOException {
    EcommerceStack stack =
        Serialization.unmarshal(
            Files.readString(Path.of("../../kustomize/overlays/production/stack.yaml")),
            EcommerceStack.class);
    stack.getMetadata().setNamespace("shop");
    stack.getMetadata().setUid("5c9d34a6-6a4e-4f10-9b58-0f1d6a9c6a55");
    assertThat(Validator.validate(stack, Stacks.TOPOLOGY)).isEmpty();
    Plan plan = Stacks.plan(stack);
    assertThat(maxConnections(plan)).isEqualTo(700);
    assertThat(memoryLimit(plan)).isEqualTo(new Quantity("2800Mi"));
  }

  private static int maxConnections(Plan plan) {
    return Objects.requireNonNull(
            Stacks.find(plan, ConfigMap.class, "shop-postgresql").getData().get("postgresql.conf"))
        .lines()
        .filter(line -> line.startsWith("max_connections = "))
        .mapToInt(line -> Integer.parseInt(line.substring("max_connections = ".length())))
        .findFirst()
        .orElseThrow();
  }

  private static Quantity memoryLimit(Plan plan) {
    return Objects.requireNonNull(
        Stacks.template(Stacks.find(plan, StatefulSet.class, "shop-postgresql"))
            .orElseThrow()
            .getSpec()
            .getContainers()
            .getFirst()
            .getResources()
            .getLimits()
            .get("memory"));
  }

  private static String declareJob(Plan plan) {
    return plan.objects()
        .filter(Job.class::isInstance)
        .map(job -> job.getMetadata().getName())
        .findFirst()
        .orElseThrow();
  }
}

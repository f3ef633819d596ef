package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.FakeBrokers.PAYMENTS;
import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scaling on waiting messages, with queues that the test fills and a clock that it moves on. */
class ScalingIT extends ScalingFixture {
  @Test
  void addsPodsForABacklogAndRemovesThemWhenItIsDrained() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    for (var tick = 0; payments().waiting() > 0; tick++) {
      assertThat(tick).as("drained within the drain time and a margin").isLessThan(24);
      payments().handle(6 * 100);
      operator.tick(shop.id(), TICK);
      serve();
    }
    tickUntilReplicasAre(1);
    assertThat(shop.events()).contains("ScaledUp", "ScaledDown");
    assertThat(shop.notes("ScaledUp"))
        .anyMatch(note -> note.startsWith("Scaled worker from 1 to "));
    eventually().untilAsserted(() -> assertThat(scaling().desired()).isEqualTo(1));
    assertThat(shop.is(Condition.SCALING_ACTIVE, Status.TRUE)).isTrue();
  }

  @Test
  void reportsWhatItDecidesFrom() {
    start(AUTO);
    payments().publish(3000);
    tickUntilReplicasAre(6);
    eventually()
        .untilAsserted(
            () -> {
              operator.tick(shop.id(), TICK);
              assertThat(scaling().lag()).isEqualTo(3000);
              assertThat(scaling().source()).isEqualTo(PAYMENTS);
              assertThat(scaling().current()).isEqualTo(6);
              assertThat(scaling().lastScaleTime()).isNotNull();
            });
    assertThat(metric("scaling_lag")).isEqualTo(3000);
    assertThat(metric("scaling_desired_replicas")).isEqualTo(6);
  }

  @Test
  void keepsPodsWhileTheBrokerIsUnavailable() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    payments().handle(6000);
    payments().setUnavailable(true);
    for (var tick = 0; tick < 72; tick++) {
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(6);
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.condition(Condition.SCALING_ACTIVE))
                    .hasValueSatisfying(
                        condition -> {
                          assertThat(condition.status()).isEqualTo(Status.FALSE);
                          assertThat(condition.reason()).isEqualTo("BrokerUnavailable");
                          assertThat(condition.message()).contains("worker: ", "(since 20");
                        }));
    assertThat(shop.is(Condition.READY, Status.TRUE)).isTrue();
    assertThat(shop.events()).contains("BrokerUnavailable");
    payments().setUnavailable(false);
    tickUntilReplicasAre(1);
  }

  @Test
  void decidesAgainWhenTheOperatorWasKilledBeforeItsWrite() {
    start(AUTO);
    payments().publish(6000);
    tickUntilReplicasAre(6);
    var history = history();
    payments().handle(6000);
    operator.beforeWrite(
        SCALE.formatted(shop.namespace()),
        body -> {
          throw new KubernetesClientException("killed");
        });
    var writes = scaleWrites();
    for (var tick = 0; scaleWrites() == writes; tick++) {
      assertThat(tick).as("pods are removed some time").isLessThan(200);
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(6);
    assertThat(history).isNotNull();
    operator.restartScaling(shop.id(), shop::poke);
    operator.tick(shop.id(), TICK);
    eventually()
        .untilAsserted(
            () -> assertThat(scaling().lastScaleTime()).as("of the history").isNotNull());
    tickUntilReplicasAre(1);
  }

  @Test
  void namesAStalledConsumerAndAddsNoPods() {
    start(AUTO);
    payments().publish(50);
    for (var tick = 0; tick < 60; tick++) {
      operator.tick(shop.id(), TICK);
      serve();
    }
    var before = replicas();
    payments().publish(100_000);
    for (var tick = 0; tick < 60; tick++) {
      operator.tick(shop.id(), TICK);
    }
    assertThat(replicas()).isEqualTo(before);
    eventually()
        .untilAsserted(
            () -> {
              assertThat(scaling().limitedBy()).isEqualTo("StalledConsumer");
              assertThat(shop.condition(Condition.SCALING_ACTIVE).orElseThrow().reason())
                  .isEqualTo("StalledConsumer");
              assertThat(shop.events()).contains("StalledConsumer");
            });
  }

  @Test
  void followsChangedBounds() {
    start(AUTO);
    payments().publish(6000);
    // Pods that handled nothing for two minutes of the clock would be stalled.
    Runnable slowly = () -> payments().handle(1);
    tickUntilReplicasAre(6, slowly);
    shop.patch("{\"spec\":{\"worker\":{\"autoscaling\":{\"maxReplicas\":3}}}}");
    tickUntilReplicasAre(3, slowly);
    shop.patch("{\"spec\":{\"worker\":{\"autoscaling\":{\"maxReplicas\":9}}}}");
    tickUntilReplicasAre(9, slowly);
  }

  @Test
  void readsWithTheNewPasswordAfterARotation() {
    start(AUTO);
    tick(1);
    assertThat(operator.brokers().openReaders(shop.namespace())).isEqualTo(1);
    shop.editSecret(
        "shop-operator-credentials",
        data -> data.put("rabbitmq-password", base64("another-password")));
    eventually()
        .untilAsserted(
            () -> {
              tick(1);
              assertThat(operator.brokers().passwords(shop.namespace()))
                  .hasSize(2)
                  .endsWith("another-password");
            });
    assertThat(operator.brokers().openReaders(shop.namespace())).isEqualTo(1);
    shop.delete();
    eventually().until(() -> operator.brokers().openReaders(shop.namespace()) == 0);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private double metric(String name) {
    return operator
        .metrics()
        .get(name)
        .tags("namespace", shop.namespace(), "component", "worker")
        .gauge()
        .value();
  }

  private Optional<ConfigMap> history() {
    return Optional.ofNullable(
        shop.client().configMaps().inNamespace(shop.namespace()).withName("shop-scaling").get());
  }
}

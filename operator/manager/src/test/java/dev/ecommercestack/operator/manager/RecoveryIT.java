package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mistakes in a spec: what they do not break, and how a stack comes back from them. */
class RecoveryIT extends StackFixture {

  @Test
  void aWrongImageOfOneServiceLeavesTheOthersServing() {
    shop.create("{}").startEverything();
    shop.patch("{\"spec\":{\"order\":{\"image\":\"example/typo:1\"}}}");
    eventually().until(() -> image("shop-order").equals("example/typo:1"));
    shop.cluster().stall(shop.deployment("shop-order").orElseThrow());
    shop.cluster().pods().failToPull("order", "shop-order-new", "example/typo:1");

    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.is(Condition.PROGRESSING, Status.TRUE)).isTrue();
    for (var type : List.of(Condition.DEGRADED, Condition.PROGRESSING, Condition.READY)) {
      assertThat(shop.condition(type).orElseThrow().message())
          .as(type)
          .contains("order: ")
          .contains("pod shop-order-new cannot pull image example/typo:1");
    }
    assertThat(shop.status().component("order").orElseThrow().ready()).isEqualTo(1);
    Stream.of("kafka", "user", "product", "event", "worker", "gateway")
        .forEach(other -> assertThat(shop.phase(other)).contains(ComponentPhase.Ready));
    assertThat(shop.message("gateway")).isEqualTo("stays as it was: waits for order");

    shop.patch("{\"spec\":{\"order\":{\"image\":null}}}");
    shop.client().pods().inNamespace(shop.namespace()).withName("shop-order-new").delete();
    shop.startEverything();
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.FALSE));
    assertThat(shop.is(Condition.PROGRESSING, Status.FALSE)).isTrue();
  }

  @Test
  void aWrongImageOfWhatGatesNothingDegradesButStopsNobody() {
    shop.create("{deletionPolicy: Delete}").startEverything();
    shop.patch("{\"spec\":{\"redis\":{\"managed\":{\"image\":\"localhost:1/no/such:image\"}}}}");
    eventually().until(() -> image("shop-redis").equals("localhost:1/no/such:image"));
    shop.cluster().stall(shop.deployment("shop-redis").orElseThrow());
    shop.cluster().pods().failToPull("redis", "shop-redis-new", "localhost:1/no/such:image");
    eventually()
        .untilAsserted(
            () -> assertThat(shop.message("redis")).contains("pod shop-redis-new cannot pull"));
    assertThat(shop.is(Condition.DEGRADED, Status.TRUE)).isTrue();
    assertThat(shop.condition(Condition.DEGRADED).orElseThrow().message())
        .contains("redis: ")
        .contains("pod shop-redis-new cannot pull image");
    assertThat(shop.phase("kafka")).contains(ComponentPhase.Ready);
    shop.startUntil(() -> shop.is(Condition.READY, Status.TRUE), "shop-redis");

    shop.patch("{\"spec\":{\"redis\":{\"managed\":{\"image\":null}}}}");
    shop.client().pods().inNamespace(shop.namespace()).withName("shop-redis-new").delete();
    shop.startEverything();
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.FALSE));
  }

  @Test
  void podsOfABrokerThatCouldNotStartMakeRoomForTheCorrectedOnes() {
    shop.create("{kafka: {managed: {replicas: 3, image: \"example/typo:1\"}}}");
    shop.cluster().setReady("shop-kafka", 0);
    var set = shop.statefulSet("shop-kafka").orElseThrow();
    var revision = set.getStatus().getUpdateRevision();
    for (var pod = 0; pod < 3; pod++) {
      shop.cluster().pods().failToPull(set, pod, revision);
    }
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(pods()).as("nothing is corrected yet").hasSize(3);

    shop.patch("{\"spec\":{\"kafka\":{\"managed\":{\"image\":null}}}}");
    eventually()
        .until(
            () ->
                shop.statefulSet("shop-kafka").orElseThrow().getMetadata().getGeneration()
                    > set.getMetadata().getGeneration());
    shop.cluster().setReady("shop-kafka", 0);
    eventually().untilAsserted(() -> assertThat(pods()).isEmpty());
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("PodReplaced"));
    shop.startEverything();
  }

  @Test
  void metricsFollowAStackToItsEnd() {
    shop.create("{}").startEverything();
    eventually().until(() -> gauge("stack_ready") == 1);
    assertThat(gauge("component_ready", "component", "kafka")).isEqualTo(1);
    shop.cluster().setReady("shop-kafka", 0);
    eventually().until(() -> gauge("stack_ready") == 0);
    assertThat(gauge("component_ready", "component", "kafka")).isZero();

    shop.delete();
    eventually()
        .untilAsserted(
            () ->
                assertThat(operator.metrics().getMeters())
                    .extracting(Meter::getId)
                    .filteredOn(id -> shop.namespace().equals(id.getTag("namespace")))
                    .filteredOn(
                        id ->
                            id.getName().startsWith("stack_")
                                || id.getName().startsWith("component_"))
                    .isEmpty());
  }

  private String image(String deployment) {
    return shop.deployment(deployment)
        .orElseThrow()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage();
  }

  private List<Pod> pods() {
    return shop.client().pods().inNamespace(shop.namespace()).list().getItems();
  }

  private double gauge(String name, String... tags) {
    return operator
        .metrics()
        .get(name)
        .tags("namespace", shop.namespace())
        .tags(tags)
        .gauge()
        .value();
  }
}

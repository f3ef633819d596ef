package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Secret that is not there stops the components that use it, and no other. */
class MissingSecretIT extends StackFixture {

  private static final String WORKER =
      "{worker: {env: [{name: KEY, secret: {name: mine, key: token}}]}}";

  @AfterEach
  void removeWebhook() {
    shop.cluster().webhook().remove();
  }

  @Test
  void onlyComponentsThatUseASecretWaitForItAtTheFirstRollout() {
    shop.create(WORKER);
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    shop.startUntil(() -> shop.phase("order").filter(ComponentPhase.Ready::equals).isPresent());
    assertThat(shop.condition(Condition.READY).orElseThrow().message())
        .isEqualTo(shop.condition(Condition.STALLED).orElseThrow().message())
        .contains("spec.worker.env[KEY].secret names the Secret mine, which does not exist");
    assertThat(shop.is(Condition.RECONCILING, Status.FALSE)).isTrue();
    assertThat(shop.message("worker")).contains("Secret mine");
    assertThat(shop.deployment("shop-worker")).isEmpty();
    assertThat(shop.message("gateway")).isEqualTo("waits for worker");

    bring("another-key");
    eventually().until(() -> shop.message("worker").contains("lacks token"));
    assertThat(shop.deployment("shop-worker")).isEmpty();

    shop.editSecret("mine", data -> data.put("token", "c2VjcmV0"));
    shop.startEverything();
    assertThat(shop.is(Condition.STALLED, Status.FALSE)).isTrue();
  }

  @Test
  void componentsWithoutTheMissingSecretAreRepairedWhateverTheHealthOfOthers() {
    bring("token");
    shop.create(WORKER).startEverything();
    var worker = shop.deployment("shop-worker").orElseThrow();
    shop.cluster().setReady("shop-kafka", 0);
    shop.client().secrets().inNamespace(shop.namespace()).withName("mine").delete();
    shop.poke();
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));

    shop.client().resource(shop.deployment("shop-gateway").orElseThrow()).delete();
    eventually()
        .untilAsserted(() -> assertThat(shop.deployment("shop-gateway")).as("gateway").isPresent());
    assertThat(shop.message("worker")).startsWith("stays as it was: ").contains("Secret mine");
    assertThat(shop.deployment("shop-worker").orElseThrow().getMetadata().getGeneration())
        .isEqualTo(worker.getMetadata().getGeneration());

    bring("token");
    shop.startEverything();
    assertThat(shop.is(Condition.STALLED, Status.FALSE)).isTrue();
  }

  @Test
  void generatedSecretThatCannotBeWrittenHoldsUpOnlyItsComponents() {
    shop.cluster().webhook().failWrites("", "secrets", "kafka");
    shop.create("{}");
    eventually().until(() -> shop.statefulSet("shop-rabbitmq").isPresent());
    eventually().until(() -> shop.message("kafka").contains("Secret shop-kafka-admin"));
    assertThat(shop.statefulSet("shop-kafka")).isEmpty();
    assertThat(shop.is(Condition.STALLED, Status.FALSE)).isTrue();

    shop.cluster().webhook().remove();
    shop.startEverything();
  }

  private void bring(String key) {
    shop.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("mine")
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData(key, "secret")
                .build())
        .create();
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A stack that was rolled out is repaired whatever the health of its components, also after its
 * reconciliation was interrupted.
 */
class RolledOutIT extends StackFixture {

  @BeforeEach
  void rollOutAndLoseKafka() {
    shop.create("{}").startEverything();
    shop.cluster().setReady("shop-kafka", 0);
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
  }

  @AfterEach
  void removeWebhook() {
    shop.cluster().webhook().remove();
  }

  @Test
  void gatewayIsRepairedAfterSuspension() {
    shop.patch("{\"spec\":{\"suspend\":true}}");
    eventually().until(() -> shop.is(Condition.READY, Status.UNKNOWN));
    shop.patch("{\"spec\":{\"suspend\":false}}");
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    deletedGatewayComesBack();
  }

  @Test
  void gatewayIsRepairedAfterPause() {
    shop.patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}");
    eventually().until(() -> shop.is(Condition.READY, Status.UNKNOWN));
    shop.patch("{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":null}}}");
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    deletedGatewayComesBack();
  }

  @Test
  void gatewayIsRepairedAfterInvalidSpec() {
    shop.patch(
        "{\"spec\":{\"redis\":{\"managed\":{\"resources\":{\"limits\":{\"memory\":\"1Mi\"}}}}}}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    shop.patch("{\"spec\":{\"redis\":{\"managed\":{\"resources\":null}}}}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.FALSE));
    deletedGatewayComesBack();
  }

  @Test
  void gatewayIsRepairedAfterFailedWrites() {
    shop.cluster().webhook().failWrites("policy", "poddisruptionbudgets", "postgresql");
    shop.client()
        .policy()
        .v1()
        .podDisruptionBudget()
        .inNamespace(shop.namespace())
        .withName("shop-postgresql")
        .delete();
    eventually()
        .until(
            () ->
                shop.condition(Condition.READY)
                    .orElseThrow()
                    .message()
                    .contains("failed calling webhook"));
    shop.cluster().webhook().remove();
    eventually()
        .until(
            () ->
                !shop.condition(Condition.READY)
                    .orElseThrow()
                    .message()
                    .contains("failed calling webhook"));
    deletedGatewayComesBack();
  }

  private void deletedGatewayComesBack() {
    shop.client().resource(shop.deployment("shop-gateway").orElseThrow()).delete();
    eventually().until(() -> shop.deployment("shop-gateway").isPresent());
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();
    shop.startEverything();
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of the operator that the API server answers with 5xx: an admission webhook is down. */
class FailedRequestsIT extends StackFixture {

  private static final String BUDGET = "PodDisruptionBudget shop-postgresql";

  @AfterEach
  void removeWebhook() {
    shop.cluster().webhook().remove();
  }

  @Test
  void failedWriteOfOneObjectLeavesRepairOfOthersRunning() {
    shop.create("{}").startEverything();
    shop.cluster().webhook().failWrites("policy", "poddisruptionbudgets", "postgresql");
    budget().delete();
    shop.client().resource(shop.deployment("shop-gateway").orElseThrow()).delete();

    eventually().until(() -> shop.deployment("shop-gateway").isPresent());
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    shop.startUntil(() -> shop.condition(Condition.READY).orElseThrow().message().contains(BUDGET));
    assertThat(shop.message("postgresql")).contains(BUDGET).contains("failed calling webhook");
    assertThat(shop.condition(Condition.PROGRESSING).orElseThrow().reason())
        .isEqualTo("RolloutComplete");

    shop.cluster().webhook().remove();
    eventually().until(() -> budget().get() != null);
    shop.startEverything();
  }

  @Test
  void failedWriteIsInTheStatusAfterTheFirstAttempt() {
    shop.create("{}").startEverything();
    shop.cluster().webhook().failWrites("policy", "poddisruptionbudgets", "postgresql");
    var failures = operator.failures(shop.id());
    budget().delete();
    eventually().until(() -> operator.failures(shop.id()) > failures);
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();
    assertThat(shop.condition(Condition.READY).orElseThrow().message()).contains(BUDGET);
  }

  private io.fabric8.kubernetes.client.dsl.Resource<PodDisruptionBudget> budget() {
    return shop.client()
        .policy()
        .v1()
        .podDisruptionBudget()
        .inNamespace(shop.namespace())
        .withName("shop-postgresql");
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.Meter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Changes that others make between the moment at which the operator reads an object and the moment
 * at which it writes it. The operator resyncs after an hour, so none is noticed only by that.
 */
class ConcurrentChangesIT extends StackFixture {

  private static final String SUSPENDED = "{suspend: true}";
  private static final String TWO_WORKERS = "{\"spec\":{\"worker\":{\"replicas\":2}}}";
  private static final String PAUSE =
      "{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}";

  @Test
  void reconcilesSpecThatChangesBeforeStatusWrite() {
    beforeStatusWrite(() -> shop.patch(TWO_WORKERS));
    shop.create(SUSPENDED);
    eventually().untilAsserted(() -> assertThat(shop.status().observedGeneration()).isEqualTo(2L));
  }

  @Test
  void pausesStackThatIsAnnotatedBeforeStatusWrite() {
    beforeStatusWrite(() -> shop.patch(PAUSE));
    shop.create(SUSPENDED);
    eventually().untilAsserted(() -> assertThat(progressing()).isEqualTo("Paused"));
  }

  @Test
  void reconcilesStackThatIsMadeAgainBeforeStatusWrite() {
    beforeStatusWrite(
        () -> {
          shop.delete();
          shop.create(SUSPENDED).patch(PAUSE);
        });
    shop.create(SUSPENDED);
    eventually().untilAsserted(() -> assertThat(progressing()).isEqualTo("Paused"));
  }

  @Test
  void forgetsStackThatIsDeletedBeforeStatusWrite() {
    var hasFailed = new AtomicBoolean();
    beforeStatusWrite(
        () -> {
          shop.delete();
          // A second write would be that of an error.
          beforeStatusWrite(() -> hasFailed.set(true));
        });
    shop.create(SUSPENDED);
    eventually().until(() -> shop.stack().get() == null);
    eventually()
        .untilAsserted(
            () ->
                assertThat(operator.metrics().getMeters())
                    .extracting(Meter::getId)
                    .filteredOn(id -> shop.namespace().equals(id.getTag("namespace")))
                    .filteredOn(id -> id.getName().startsWith("stack_"))
                    .isEmpty());
    assertThat(hasFailed).isFalse();
  }

  @Test
  void reconcilesSpecThatChangesBeforeErrorStatusWriteWithoutWaitingForRetry() {
    failStatusWritesUntilErrorStatus(() -> shop.patch(TWO_WORKERS));
    shop.create(SUSPENDED);
    eventually().untilAsserted(() -> assertThat(shop.status().observedGeneration()).isEqualTo(2L));
    assertThat(operator.isRetry(shop.id())).isFalse();
  }

  @Test
  void noticesPodsThatFailBeforeRepairOfTheirDeployment() {
    shop.create("{}").startEverything();
    var gateway = shop.deployment("shop-gateway").orElseThrow();
    operator.beforeWrite(
        "/apis/apps/v1/namespaces/%s/deployments/shop-gateway".formatted(shop.namespace()),
        body -> shop.cluster().fail(gateway));
    shop.client()
        .resource(gateway)
        .edit(
            live -> {
              live.getMetadata().getLabels().put(Labels.PART_OF, "mine");
              return live;
            });
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    assertThat(shop.condition(Condition.READY).orElseThrow().message()).contains("gateway");
  }

  @Test
  void makesNothingMoreWhenStackIsDeletedDuringReconciliation() {
    var last = "/api/v1/namespaces/%s/services/shop-postgresql".formatted(shop.namespace());
    operator.beforeWrite(
        last,
        body -> {
          shop.deleteInForeground();
          operator.awaitDeletionSeen(shop.id());
        });
    shop.create("{}");
    operator.awaitDeletionSeen(shop.id());
    operator.awaitAnotherRun(shop.id(), shop::poke);
    var writes = operator.writes(shop.namespace());
    assertThat(writes.subList(writes.indexOf("PATCH " + last) + 1, writes.size())).isEmpty();
    shop.endDeletion();
  }

  private String progressing() {
    return shop.condition(Condition.PROGRESSING).map(Condition::reason).orElse("");
  }

  private void beforeStatusWrite(Runnable action) {
    operator.beforeWrite(statusPath(), body -> action.run());
  }

  /** The API server refuses every status until one says that the reconciliation failed. */
  private void failStatusWritesUntilErrorStatus(Runnable action) {
    operator.beforeWrite(
        statusPath(),
        body -> {
          if (body.contains("the reconciliation failed")) {
            action.run();
          } else {
            failStatusWritesUntilErrorStatus(action);
            throw new KubernetesClientException("the test refuses this status");
          }
        });
  }

  private String statusPath() {
    return "/apis/ecommercestack.dev/v1alpha1/namespaces/%s/ecommercestacks/shop/status"
        .formatted(shop.namespace());
  }
}

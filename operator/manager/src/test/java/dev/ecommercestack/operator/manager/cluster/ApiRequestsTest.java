package dev.ecommercestack.operator.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import dev.ecommercestack.operator.manager.rollout.Changes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApiRequestsTest {

  private static final HasMetadata SERVICE =
      new ServiceBuilder().withNewMetadata().withName("shop-order").endMetadata().build();

  private Instant now = Instant.EPOCH;
  private final Changes changes = new Changes();
  private final ApiRequests apiRequests = new ApiRequests(changes, () -> now);

  @Test
  void remembersFailedRequestsAndGoesOn() {
    assertThat(failAfter(Duration.ZERO)).isInstanceOf(ApplyResult.Failed.class);
    assertThat(apiRequests.send(SERVICE, ApplyResult.Done::new)).isEqualTo(new ApplyResult.Done());
    assertThat(changes.failed())
        .singleElement()
        .asString()
        .startsWith("Kubernetes failed on Service shop-order");
  }

  @Test
  void endsTheRunOnceFailuresTookTooLongTogether() {
    var most = ApiRequests.MAX_FAILED_REQUEST_TIME.dividedBy(3);
    for (var request = 0; request < 3; request++) {
      assertThat(failAfter(most)).isInstanceOf(ApplyResult.Failed.class);
    }
    assertThatThrownBy(() -> failAfter(most)).isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void slowRequestsThatSucceedHaveNoLimit() {
    for (var request = 0; request < 10; request++) {
      apiRequests.send(
          SERVICE,
          () -> {
            now = now.plus(ApiRequests.MAX_FAILED_REQUEST_TIME);
            return new ApplyResult.Done();
          });
    }
    assertThat(failAfter(Duration.ZERO)).isInstanceOf(ApplyResult.Failed.class);
  }

  private ApplyResult failAfter(Duration time) {
    return apiRequests.send(
        SERVICE,
        () -> {
          now = now.plus(time);
          throw new KubernetesClientException(
              "failed calling webhook",
              500,
              new StatusBuilder().withMessage("failed calling webhook").build());
        });
  }
}

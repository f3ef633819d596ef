package dev.ecommercestack.operator.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.manager.rollout.ApplyResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ApiErrorsTest {

  private static final HasMetadata SERVICE =
      new ServiceBuilder().withNewMetadata().withName("shop-order").endMetadata().build();

  @Test
  void whatTheApiServerDoesNotTakeNeedsAPerson() {
    assertThat(ApiErrors.toResult(SERVICE, answer(422, "spec.ports is invalid")))
        .isEqualTo(
            new ApplyResult.Refused(
                "Kubernetes refused Service shop-order: spec.ports is invalid"));
  }

  @Test
  void aConflictPassesByItself() {
    assertThat(
            ApiErrors.toResult(
                SERVICE, answer(409, "Operation cannot be fulfilled on resourcequotas \"team\"")))
        .isEqualTo(
            new ApplyResult.Waiting(
                "Service shop-order was changed by another client at the same time; it is checked again:"
                    + " Operation cannot be fulfilled on resourcequotas \"team\""));
  }

  @Test
  void serverErrorBelongsToTheObject() {
    for (var code : new int[] {408, 429, 500, 503, 504}) {
      assertThat(ApiErrors.toResult(SERVICE, answer(code, "failed calling webhook")))
          .isEqualTo(
              new ApplyResult.Failed(
                  "Kubernetes failed on Service shop-order; it is tried again: failed calling"
                      + " webhook"));
    }
  }

  @Test
  void requestWithoutAnswerInTimeBelongsToTheObject() {
    var timeout = new KubernetesClientException("late", new TimeoutException());
    assertThat(ApiErrors.toResult(SERVICE, timeout)).isInstanceOf(ApplyResult.Failed.class);
  }

  @Test
  void serverOutOfReachOrWithoutLoginEndsTheRun() {
    var refused = new KubernetesClientException("late", new ConnectException("refused"));
    assertThatThrownBy(() -> ApiErrors.toResult(SERVICE, refused)).isSameAs(refused);
    var login = answer(401, "Unauthorized");
    assertThatThrownBy(() -> ApiErrors.toResult(SERVICE, login)).isSameAs(login);
  }

  private static KubernetesClientException answer(int code, String message) {
    return new KubernetesClientException(
        message, code, new StatusBuilder().withCode(code).withMessage(message).build());
  }
}

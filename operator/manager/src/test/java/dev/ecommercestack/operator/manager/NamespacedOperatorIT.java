package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator as {@code kubectl apply -k manifests} installs it, with no more rights. */
class NamespacedOperatorIT {
  private static final OperatorUnderTest OPERATOR = OperatorUnderTest.ofOneNamespace();

  @Test
  void runsTheStacksOfItsNamespaceAndSeesNoOther() {
    var other = new Shop(OPERATOR.admin(), "elsewhere").create("{}");
    var shop =
        new Shop(OPERATOR.admin(), "shop").create("{order: {replicas: 2}}").startEverything();
    assertThat(shop.is(Condition.READY, Status.TRUE)).isTrue();
    shop.patch("{\"spec\":{\"order\":{\"replicas\":1}}}");
    shop.startEverything();
    shop.delete();

    assertThat(other.status().conditions()).as("looked at by nobody").isEmpty();
    assertThat(OPERATOR.refusals()).isEmpty();
    for (String namespace : List.of("elsewhere", "kube-system")) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> OPERATOR.client().secrets().inNamespace(namespace).list())
          .withMessageContaining("forbidden");
    }
  }
}

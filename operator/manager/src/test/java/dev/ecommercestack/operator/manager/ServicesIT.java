package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many pods the services have, and where shoppers find them. */
class ServicesIT extends StackFixture {

  @Test
  void aFixedNumberOfPodsIsKept() {
    shop.create("{order: {replicas: 3}}").startEverything();
    assertThat(replicas("shop-order")).isEqualTo(3);
    assertThat(shop.status().component("order").map(ComponentStatus::desired)).contains(3);

    scale("shop-order", 7);
    eventually().until(() -> replicas("shop-order") == 3);
    scale("shop-order", 0);
    eventually().until(() -> replicas("shop-order") == 3);
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("Scaled"));
  }

  @Test
  void isNotReadyBeforeTheWantedNumberOfPodsServes() {
    shop.create("{}").startEverything();
    shop.patch("{\"spec\":{\"order\":{\"replicas\":2}}}");
    eventually().until(() -> replicas("shop-order") == 2);
    eventually().until(() -> shop.phase("order").equals(Optional.of(ComponentPhase.Progressing)));
    assertThat(shop.message("order")).contains("1 of 2 pods are ready");
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();
    shop.startEverything();
  }

  @Test
  void anAutoscalerIsNotFoughtWithinItsBounds() {
    shop.create("{order: {autoscaling: {minReplicas: 2, maxReplicas: 5}}}").startEverything();
    assertThat(replicas("shop-order")).isEqualTo(2);
    assertThat(named("HorizontalPodAutoscaler")).containsExactly("shop-order");

    scale("shop-order", 4);
    shop.startEverything();
    operator.awaitAnotherRun(shop.id(), shop::poke);
    assertThat(replicas("shop-order")).isEqualTo(4);

    scale("shop-order", 1);
    eventually().until(() -> replicas("shop-order") == 2);

    shop.startEverything();
    shop.patch("{\"spec\":{\"order\":{\"autoscaling\":null,\"replicas\":6}}}");
    eventually().until(() -> replicas("shop-order") == 6);
    eventually()
        .untilAsserted(
            () ->
                assertThat(named("HorizontalPodAutoscaler"))
                    .as("it would take the sixth pod away for ever")
                    .isEmpty());
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();
    shop.startEverything();
  }

  @Test
  void anAutoscalerThatAddsAPodDegradesNothing() {
    shop.create("{order: {autoscaling: {minReplicas: 2, maxReplicas: 5}}}").startEverything();
    scale("shop-order", 3);
    eventually().until(() -> shop.phase("order").equals(Optional.of(ComponentPhase.Progressing)));
    assertThat(shop.message("order")).isEqualTo("2 of 3 pods are ready");
    assertThat(shop.is(Condition.READY, Status.TRUE)).as("as many serve as must").isTrue();
    assertThat(shop.is(Condition.DEGRADED, Status.FALSE)).isTrue();

    shop.startEverything();
    assertThat(shop.phase("order")).contains(ComponentPhase.Ready);
    assertThat(shop.events()).doesNotContain("ComponentDegraded");
  }

  @Test
  void theCertificateOfAnIngressMayComeLater() {
    shop.create(
            """
            {gateway: {expose: {type: Ingress, host: shop.example.com, tls: {name: shop-tls}},
              trustedProxies: [10.244.0.0/16]}}
            """)
        .startEverything();
    assertThat(named("Ingress")).containsExactly("shop-gateway");
  }

  @Test
  void theAddressOfANodePortIsThatOfANodeWithAGateway() {
    shop.create("{gateway: {expose: {type: NodePort}}}").startEverything();
    assertThat(shop.status().endpoints().gateway()).isNull();

    shop.cluster().pods().run("gateway", "shop-gateway-1", "192.0.2.7");
    var port = gateway().getPorts().getFirst().getNodePort();
    eventually().until(() -> ("http://192.0.2.7:" + port).equals(address()));

    shop.client().pods().inNamespace(shop.namespace()).withName("shop-gateway-1").delete();
    operator.awaitAnotherRun(shop.id(), shop::poke);
    assertThat(address()).as("a pod that is away does not move the shop").isNotNull();
  }

  @Test
  void theKindOfExposureCanChangeAndEveryKindKeepsTheAddressesOfClients() {
    shop.create("{gateway: {expose: {type: LoadBalancer}}}").startEverything();
    assertThat(gateway().getExternalTrafficPolicy()).isEqualTo("Local");
    assertThat(gateway().getHealthCheckNodePort())
        .as("tells the load balancer which nodes have a gateway; allocated by the API server")
        .isPositive();

    shop.patch("{\"spec\":{\"gateway\":{\"expose\":{\"type\":\"NodePort\"}}}}");
    eventually().until(() -> gateway().getType().equals("NodePort"));
    assertThat(gateway().getExternalTrafficPolicy()).isEqualTo("Local");

    shop.patch("{\"spec\":{\"gateway\":{\"expose\":null}}}");
    eventually().until(() -> gateway().getType().equals("ClusterIP"));
    assertThat(gateway().getExternalTrafficPolicy()).isNull();
    shop.startEverything();
  }

  @Test
  void theAddressOfAnIngressIsItsHost() {
    shop.create(
            """
            {gateway: {expose: {type: Ingress, host: shop.example.com},
              trustedProxies: [10.244.0.0/16]}}
            """)
        .startEverything();
    assertThat(named("Ingress")).containsExactly("shop-gateway");
    assertThat(address()).isEqualTo("http://shop.example.com");

    shop.patch("{\"spec\":{\"gateway\":{\"expose\":null}}}");
    shop.startEverything();
    eventually().untilAsserted(() -> assertThat(named("Ingress")).isEmpty());
    assertThat(address()).isNotEqualTo("http://shop.example.com");
  }

  @Test
  void aClusterWithoutTheGatewayApiIsSaidToLackIt() {
    shop.create(
        """
        {gateway: {expose: {type: HTTPRoute, host: shop.example.com, parentRef: {name: door}},
          trustedProxies: [10.244.0.0/16]}}
        """);
    shop.startUntil(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.condition(Condition.DEGRADED).orElseThrow().message())
        .contains("gateway: ")
        .contains("the cluster has no kind HTTPRoute (gateway.networking.k8s.io/v1)");
    assertThat(shop.phase("order")).contains(ComponentPhase.Ready);
  }

  private int replicas(String deployment) {
    return shop.deployment(deployment).orElseThrow().getSpec().getReplicas();
  }

  private void scale(String deployment, int replicas) {
    shop.client()
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName(deployment)
        .edit(
            live -> {
              live.getSpec().setReplicas(replicas);
              return live;
            });
  }

  private ServiceSpec gateway() {
    return shop.client()
        .services()
        .inNamespace(shop.namespace())
        .withName("shop-gateway")
        .get()
        .getSpec();
  }

  private String address() {
    return String.valueOf(shop.status().endpoints().gateway());
  }

  private List<String> named(String kind) {
    return shop.everything()
        .filter(object -> object.getKind().equals(kind))
        .map(HasMetadata::getMetadata)
        .map(metadata -> metadata.getName())
        .toList();
  }
}

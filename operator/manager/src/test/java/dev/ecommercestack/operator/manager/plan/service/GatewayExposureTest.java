package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.ports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways into the gateway. */
class GatewayExposureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                       | ClusterIP    |
          {gateway: {expose: {type: NodePort, nodePort: 30080}}}   | NodePort     | Local
          {gateway: {expose: {type: LoadBalancer}}}                | LoadBalancer | Local
          {gateway: {expose: {type: Ingress, host: a.b}}}          | ClusterIP    |
          """)
  void onlyTheApplicationOfTheGatewayHasADoor(
      String spec, String type, @Nullable String externalTrafficPolicy) {
    Plan plan = Stacks.plan(spec);
    Service service = Stacks.find(plan, Service.class, "shop-gateway");
    assertThat(service.getSpec().getType()).isEqualTo(type);
    assertThat(service.getSpec().getExternalTrafficPolicy())
        .as("Local keeps the addresses of clients; the API server refuses it for ClusterIP")
        .isEqualTo(externalTrafficPolicy);
    assertThat(ports(plan, "shop-gateway")).containsExactly(entry("http", 80));
    assertThat(
            plan.objects()
                .filter(Service.class::isInstance)
                .filter(it -> !((Service) it).getSpec().getType().equals("ClusterIP"))
                .map(it -> it.getMetadata().getName()))
        .isSubsetOf("shop-gateway");
  }

  @Test
  void anIngressOrARouteLeadsToTheGateway() {
    Ingress ingress =
        Stacks.find(
            Stacks.plan(
                """
                {gateway: {expose: {type: Ingress, host: shop.example.com, tls: {name: shop-tls},
                  annotations: {size: large}}}}
                """),
            Ingress.class,
            "shop-gateway");
    assertThat(ingress.getMetadata().getAnnotations()).containsExactly(entry("size", "large"));
    assertThat(ingress.getSpec().getTls().getFirst().getSecretName()).isEqualTo("shop-tls");
    assertThat(ingress.getSpec().getRules().getFirst().getHost()).isEqualTo("shop.example.com");
    HTTPRoute route =
        Stacks.find(
            Stacks.plan(
                "{gateway: {expose: {type: HTTPRoute, host: shop.example.com, parentRef: {name: public, namespace: edge}}}}"),
            HTTPRoute.class,
            "shop-gateway");
    assertThat(route.getSpec().getHostnames()).containsExactly("shop.example.com");
    assertThat(route.getSpec().getParentRefs().getFirst().getNamespace()).isEqualTo("edge");
    assertThat(route.getSpec().getRules().getFirst().getBackendRefs().getFirst().getName())
        .isEqualTo("shop-gateway");
  }
}

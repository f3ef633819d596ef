package dev.ecommercestack.operator.manager.plan.service;

import static dev.ecommercestack.operator.manager.plan.PlanView.ports;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"NodePort", "LoadBalancer"})
  void theGatewayEndsTlsWithTheCertificateOfTheUser(String type) {
    Plan plan = Stacks.plan("{gateway: {expose: {type: %s, tls: {name: cert}}}}".formatted(type));
    assertThat(ports(plan, "shop-gateway")).containsExactly(entry("https", 443));
    PodSpec pod =
        Stacks.find(plan, Deployment.class, "shop-gateway").getSpec().getTemplate().getSpec();
    assertThat(pod.getContainers().getFirst().getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().equals("/etc/tls"))
        .singleElement()
        .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue());
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("tls"))
        .flatExtracting(volume -> volume.getProjected().getSources())
        .extracting(source -> source.getSecret().getName())
        .containsExactly("cert");
    assertThat(pod.getContainers().getFirst().getEnv())
        .contains(new EnvVar("SPRING_PROFILES_ACTIVE", "tls", null));
  }

  @Test
  void aRenewedCertificateRestartsNoPod() {
    EcommerceStack stack = Stacks.stack("{gateway: {expose: {type: NodePort, tls: {name: cert}}}}");
    Map<String, Secret> renewed = new TreeMap<>(Stacks.secrets(stack));
    renewed.put("cert", Stacks.secret("cert", Map.of("tls.crt", "new", "tls.key", "new")));
    assertThat(Stacks.find(Stacks.plan(stack, renewed), Deployment.class, "shop-gateway"))
        .isEqualTo(Stacks.find(Stacks.plan(stack), Deployment.class, "shop-gateway"));
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

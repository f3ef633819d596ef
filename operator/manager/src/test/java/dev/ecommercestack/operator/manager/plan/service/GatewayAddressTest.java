package dev.ecommercestack.operator.manager.plan.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Stacks;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatewayAddressTest {

  @Test
  void withoutADoorItIsReachedFromInside() {
    assertThat(of("{}", service("{}"), List.of())).isEqualTo("http://shop-gateway.shops.svc");
    assertThat(of("{}", null, List.of())).isNull();
  }

  @Test
  void aNodePortIsOpenWhereTheGatewayRuns() {
    String door = "{gateway: {expose: {type: NodePort}}}";
    Service service = nodePort(31234);
    List<Pod> pods = List.of(pod("10.0.0.9", true), pod("10.0.0.7", true), pod("10.0.0.1", false));
    assertThat(of(door, service, pods)).isEqualTo("http://10.0.0.7:31234");
    assertThat(of(door, service, List.of(pod("10.0.0.1", false)))).isNull();
    assertThat(of(door, service("{}"), pods)).as("no port yet").isNull();
    assertThat(of(door, service, List.of(pod("fd00::1", true))))
        .isEqualTo("http://[fd00::1]:31234");
    assertThat(
            of("{gateway: {expose: {type: NodePort, host: shop.example.com}}}", service, List.of()))
        .isEqualTo("http://shop.example.com:31234");
  }

  @Test
  void aLoadBalancerTellsItsAddressWhenItHasOne() {
    String door = "{gateway: {expose: {type: LoadBalancer}}}";
    assertThat(of(door, service("{}"), List.of())).isNull();
    assertThat(of(door, balancer("203.0.113.7", null), List.of())).isEqualTo("http://203.0.113.7");
    assertThat(of(door, balancer(null, "lb.example.com"), List.of()))
        .isEqualTo("http://lb.example.com");
  }

  @Test
  void theGatewayThatEndsTlsHasAnHttpsUrl() {
    String nodePort = "{gateway: {expose: {type: NodePort, tls: {name: cert}}}}";
    assertThat(of(nodePort, nodePort(31234), List.of(pod("10.0.0.7", true))))
        .isEqualTo("https://10.0.0.7:31234");
    String balancer =
        "{gateway: {expose: {type: LoadBalancer, host: shop.example.com, tls: {name: cert}}}}";
    assertThat(of(balancer, balancer("203.0.113.7", null), List.of()))
        .isEqualTo("https://shop.example.com");
  }

  @Test
  void anIngressHasTheHostThatWasAskedFor() {
    assertThat(of("{gateway: {expose: {type: Ingress, host: shop.example.com}}}", null, List.of()))
        .isEqualTo("http://shop.example.com");
    assertThat(
            of(
                "{gateway: {expose: {type: Ingress, host: shop.example.com, tls: {name: t}}}}",
                null,
                List.of()))
        .isEqualTo("https://shop.example.com");
    assertThat(of("{gateway: {expose: {type: HTTPRoute, parentRef: {name: p}}}}", null, List.of()))
        .isNull();
  }

  private static @Nullable String of(String spec, @Nullable Service service, List<Pod> pods) {
    return GatewayAddress.of(Stacks.stack(spec), service, pods);
  }

  private static Service service(String spec) {
    return Stacks.find(Stacks.plan(spec), Service.class, "shop-gateway");
  }

  private static Service nodePort(int port) {
    return new ServiceBuilder(service("{gateway: {expose: {type: NodePort}}}"))
        .editSpec()
        .editFirstPort()
        .withNodePort(port)
        .endPort()
        .endSpec()
        .build();
  }

  private static Service balancer(@Nullable String ip, @Nullable String hostname) {
    return new ServiceBuilder(service("{gateway: {expose: {type: LoadBalancer}}}"))
        .withNewStatus()
        .withNewLoadBalancer()
        .addNewIngress()
        .withIp(ip)
        .withHostname(hostname)
        .endIngress()
        .endLoadBalancer()
        .endStatus()
        .build();
  }

  private static Pod pod(String hostIp, boolean ready) {
    return new PodBuilder()
        .withNewStatus()
        .withHostIP(hostIp)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }
}

package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public URL of the gateway. */
public final class GatewayAddress {
  private GatewayAddress() {}

  /**
   * Returns the URL of a stack's gateway without a slash at its end, or null while it is not known.
   *
   * <p>A NodePort is open on every node; of those that run a ready gateway the one with the lowest
   * address is named, so that the answer stays the same.
   *
   * @param service the gateway's Service as it is in the cluster, or null if there is none
   * @param pods the gateway's pods as they are in the cluster
   */
  public static @Nullable String of(
      EcommerceStack stack, @Nullable Service service, Collection<Pod> pods) {
    Exposure exposure = stack.getSpec().gateway().expose();
    if (exposure == null) {
      return service == null ? null : url(false, inside(service), GatewayExposure.PORT);
    }
    String host = exposure.host();
    boolean tls = exposure.endsTlsAtGateway();
    return switch (exposure.type()) {
      case Ingress ->
          host == null ? null : (exposure.tls() == null ? "http://" : "https://") + host;
      case HTTPRoute -> host == null ? null : "http://" + host;
      case LoadBalancer ->
          balancer(service)
              .map(address -> url(tls, host == null ? address : host, defaultPort(tls)))
              .orElse(null);
      case NodePort ->
          nodePort(service)
              .flatMap(
                  port ->
                      Optional.ofNullable(host)
                          .or(() -> node(pods))
                          .map(node -> url(tls, node, port)))
              .orElse(null);
    };
  }

  private static String inside(Service service) {
    return "%s.%s.svc"
        .formatted(service.getMetadata().getName(), service.getMetadata().getNamespace());
  }

  private static Optional<String> balancer(@Nullable Service service) {
    return Optional.ofNullable(service)
        .map(Service::getStatus)
        .map(ServiceStatus::getLoadBalancer)
        .flatMap(
            balancer ->
                balancer.getIngress().stream()
                    .flatMap(ingress -> Stream.ofNullable(address(ingress)))
                    .findFirst());
  }

  private static @Nullable String address(LoadBalancerIngress ingress) {
    return ingress.getHostname() != null ? ingress.getHostname() : ingress.getIp();
  }

  private static Optional<Integer> nodePort(@Nullable Service service) {
    return Optional.ofNullable(service)
        .flatMap(
            it ->
                it.getSpec().getPorts().stream()
                    .flatMap(port -> Stream.ofNullable(port.getNodePort()))
                    .findFirst());
  }

  private static Optional<String> node(Collection<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> Stream.ofNullable(pod.getStatus()))
        .filter(GatewayAddress::isReady)
        .flatMap(status -> Stream.ofNullable(status.getHostIP()))
        .min(Comparator.naturalOrder());
  }

  private static boolean isReady(PodStatus status) {
    return status.getConditions().stream()
        .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
  }

  private static String url(boolean tls, String host, int port) {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "https://" : "http://") + literal + (port == defaultPort(tls) ? "" : ":" + port);
  }

  private static int defaultPort(boolean tls) {
    return tls ? GatewayExposure.TLS_PORT : GatewayExposure.PORT;
  }
}

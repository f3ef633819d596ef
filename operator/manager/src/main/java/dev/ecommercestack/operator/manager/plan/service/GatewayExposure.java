package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Service of the gateway and the objects that expose it outside the cluster. Probes and metrics
 * are not exposed.
 *
 * @param gateway the gateway's other objects
 * @param exposure how it is reached from outside the cluster, or null if it is not
 */
record GatewayExposure(ComponentObjects gateway, @Nullable Exposure exposure) {
  /** Port of the Service for plain HTTP, which URLs need not name. */
  static final int PORT = 80;

  /** Port of the Service for HTTPS, which URLs need not name. */
  static final int TLS_PORT = 443;

  private static final String HTTPS = "https";

  List<HasMetadata> objects() {
    if (exposure == null) {
      return List.of(service("ClusterIP", gateway.metadata(), null));
    }
    Service inside = service("ClusterIP", gateway.metadata(), null);
    return switch (exposure.type()) {
      case NodePort -> List.of(outside("NodePort", exposure, exposure.nodePort()));
      case LoadBalancer -> List.of(outside("LoadBalancer", exposure, null));
      case Ingress -> List.of(inside, ingress(exposure));
      case HTTPRoute -> List.of(inside, route(exposure));
    };
  }

  /**
   * Policy "Local": a node passes connections only to gateways on itself, which keeps the clients'
   * addresses for rate limits and logs. "Cluster" would replace them by the node's address.
   */
  private Service outside(String type, Exposure spec, @Nullable Integer nodePort) {
    return service(type, annotated(spec), nodePort)
        .edit()
        .editSpec()
        .withExternalTrafficPolicy("Local")
        .endSpec()
        .build();
  }

  private Service service(String type, ObjectMeta metadata, @Nullable Integer nodePort) {
    boolean tls = exposure != null && exposure.endsTlsAtGateway();
    return new ServiceBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withType(type)
        .withSelector(gateway.selector())
        .addNewPort()
        .withName(tls ? HTTPS : SpringContainer.HTTP)
        .withProtocol("TCP")
        .withPort(tls ? TLS_PORT : PORT)
        .withNewTargetPort(SpringContainer.HTTP)
        .withNodePort(nodePort)
        .endPort()
        .endSpec()
        .build();
  }

  private Ingress ingress(Exposure spec) {
    IngressBuilder ingress =
        new IngressBuilder()
            .withMetadata(annotated(spec))
            .withNewSpec()
            .withIngressClassName(spec.ingressClassName())
            .addNewRule()
            .withHost(spec.host())
            .withNewHttp()
            .addNewPath()
            .withPath("/")
            .withPathType("Prefix")
            .withNewBackend()
            .withNewService()
            .withName(gateway.name())
            .withNewPort()
            .withName(SpringContainer.HTTP)
            .endPort()
            .endService()
            .endBackend()
            .endPath()
            .endHttp()
            .endRule()
            .endSpec();
    SecretRef certificate = spec.tls();
    return certificate == null
        ? ingress.build()
        : ingress
            .editSpec()
            .addNewTl()
            .withHosts(spec.host())
            .withSecretName(certificate.name())
            .endTl()
            .endSpec()
            .build();
  }

  private HTTPRoute route(Exposure spec) {
    Exposure.ParentRef parent = spec.parentRef();
    if (parent == null) {
      throw new IllegalStateException("An HTTPRoute was asked for without a parentRef");
    }
    return new HTTPRouteBuilder()
        .withMetadata(annotated(spec))
        .withNewSpec()
        .addNewParentRef()
        .withName(parent.name())
        .withNamespace(parent.namespace())
        .endParentRef()
        .withHostnames(Stream.ofNullable(spec.host()).toList())
        .addNewRule()
        .addNewBackendRef()
        .withName(gateway.name())
        .withPort(PORT)
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }

  private ObjectMeta annotated(Exposure spec) {
    return new ObjectMetaBuilder(gateway.metadata())
        .withAnnotations(new TreeMap<>(spec.annotations()))
        .build();
  }
}

package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Builds the NetworkPolicy of one component: who may come in, on which ports, and whom it may call
 * itself. What no rule allows is refused.
 */
final class Traffic {
  private static final int DNS = 53;

  private final ComponentObjects target;
  private final List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
  private final List<NetworkPolicyEgressRule> egress = new ArrayList<>();
  private boolean limitsEgress;

  private Traffic(ComponentObjects target) {
    this.target = target;
  }

  static Traffic to(ComponentObjects target) {
    return new Traffic(target);
  }

  /** Lets pods of these components of the same stack in; none when the collection is empty. */
  Traffic from(Collection<String> components, int... ports) {
    if (!components.isEmpty()) {
      admit(peer(components), ports);
    }
    return this;
  }

  /** Lets everybody in, from inside and outside the cluster. */
  Traffic fromEverywhere(int... ports) {
    ingress.add(new NetworkPolicyIngressRuleBuilder().withPorts(tcp(ports)).build());
    return this;
  }

  /** Lets the component's own pods reach each other on these ports, in both directions. */
  Traffic among(int... ports) {
    NetworkPolicyPeer self = peer(List.of(target.component()));
    admit(self, ports);
    egress.add(new NetworkPolicyEgressRuleBuilder().withTo(self).withPorts(tcp(ports)).build());
    return this;
  }

  /** Lets the operator's pods in. */
  Traffic fromOperator(int... ports) {
    admit(
        new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector()
            .addToMatchLabels("kubernetes.io/metadata.name", target.scope().operatorNamespace())
            .endNamespaceSelector()
            .withNewPodSelector()
            .addToMatchLabels(Labels.NAME, Labels.OPERATOR)
            .endPodSelector()
            .build(),
        ports);
    return this;
  }

  /** Lets the component call nobody but itself and the name server. */
  Traffic callingNobodyElse() {
    limitsEgress = true;
    egress.add(
        new NetworkPolicyEgressRuleBuilder().withPorts(port("UDP", DNS), port("TCP", DNS)).build());
    return this;
  }

  NetworkPolicy policy() {
    return new NetworkPolicyBuilder()
        .withMetadata(target.metadata())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(target.selector())
        .endPodSelector()
        .withPolicyTypes(limitsEgress ? List.of("Ingress", "Egress") : List.of("Ingress"))
        .withIngress(ingress)
        .withEgress(limitsEgress ? egress : List.of())
        .endSpec()
        .build();
  }

  private void admit(NetworkPolicyPeer peer, int... ports) {
    ingress.add(new NetworkPolicyIngressRuleBuilder().withFrom(peer).withPorts(tcp(ports)).build());
  }

  private NetworkPolicyPeer peer(Collection<String> components) {
    LabelSelector pods =
        new LabelSelectorBuilder()
            .addToMatchLabels(Labels.INSTANCE, target.scope().name())
            .addNewMatchExpression()
            .withKey(Labels.NAME)
            .withOperator("In")
            .withValues(components.stream().sorted().distinct().toList())
            .endMatchExpression()
            .build();
    return new NetworkPolicyPeerBuilder().withPodSelector(pods).build();
  }

  private static List<NetworkPolicyPort> tcp(int... ports) {
    return Arrays.stream(ports).mapToObj(number -> port("TCP", number)).toList();
  }

  private static NetworkPolicyPort port(String protocol, int number) {
    return new NetworkPolicyPortBuilder().withProtocol(protocol).withNewPort(number).build();
  }
}

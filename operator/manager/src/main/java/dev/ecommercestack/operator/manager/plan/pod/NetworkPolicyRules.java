package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.manager.plan.stack.Labels;
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
 * Builds the NetworkPolicy of one component: which pods may connect to it, on which ports, and to
 * which pods it may connect. Everything else is denied.
 */
public final class NetworkPolicyRules {
  private static final int DNS_PORT = 53;

  private final ComponentObjects target;
  private final List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
  private final List<NetworkPolicyEgressRule> egress = new ArrayList<>();
  private boolean restrictsEgress;

  private NetworkPolicyRules(ComponentObjects target) {
    this.target = target;
  }

  /**
   * Returns rules that allow no incoming connection and every outgoing one.
   *
   * @param target the component to which the policy applies
   */
  public static NetworkPolicyRules of(ComponentObjects target) {
    return new NetworkPolicyRules(target);
  }

  /**
   * Allows connections from pods of the same stack.
   *
   * @param components names of the components, may be empty
   * @param ports TCP ports of the target
   */
  public NetworkPolicyRules allowFrom(Collection<String> components, int... ports) {
    if (!components.isEmpty()) {
      admit(peer(components), ports);
    }
    return this;
  }

  /** Allows connections from inside and outside the cluster. */
  public NetworkPolicyRules allowFromEverywhere(int... ports) {
    ingress.add(new NetworkPolicyIngressRuleBuilder().withPorts(tcp(ports)).build());
    return this;
  }

  /** Allows connections between the component's own pods. */
  public NetworkPolicyRules allowBetweenOwnPods(int... ports) {
    NetworkPolicyPeer self = peer(List.of(target.component()));
    admit(self, ports);
    egress.add(new NetworkPolicyEgressRuleBuilder().withTo(self).withPorts(tcp(ports)).build());
    return this;
  }

  /** Allows connections from the operator's pods. */
  public NetworkPolicyRules allowFromOperator(int... ports) {
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

  /** Denies all outgoing connections but those to its own pods and to the DNS server. */
  public NetworkPolicyRules restrictEgress() {
    restrictsEgress = true;
    egress.add(
        new NetworkPolicyEgressRuleBuilder()
            .withPorts(port("UDP", DNS_PORT), port("TCP", DNS_PORT))
            .build());
    return this;
  }

  /** Returns the NetworkPolicy with these rules. */
  public NetworkPolicy build() {
    return new NetworkPolicyBuilder()
        .withMetadata(target.metadata())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(target.selector())
        .endPodSelector()
        .withPolicyTypes(restrictsEgress ? List.of("Ingress", "Egress") : List.of("Ingress"))
        .withIngress(ingress)
        .withEgress(restrictsEgress ? egress : List.of())
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

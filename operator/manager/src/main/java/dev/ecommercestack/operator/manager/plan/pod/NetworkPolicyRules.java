package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
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
 * what it may connect. Everything else is denied, but for queries to a DNS server.
 */
public final class NetworkPolicyRules {
  private static final int DNS_PORT = 53;

  /** Everywhere but link-local addresses, where clouds have the credentials of their nodes. */
  private static final List<NetworkPolicyPeer> ANY_ADDRESS =
      List.of(
          block("0.0.0.0/0", "169.254.0.0/16"), block("::/0", "fe80::/10", "fd00:ec2::254/128"));

  private final ComponentObjects target;
  private final List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
  private final List<NetworkPolicyEgressRule> egress = new ArrayList<>();

  private NetworkPolicyRules(ComponentObjects target) {
    this.target = target;
  }

  /**
   * Returns rules that allow no connection but queries to a DNS server.
   *
   * @param target the component to which the policy applies
   */
  public static NetworkPolicyRules of(ComponentObjects target) {
    NetworkPolicyRules rules = new NetworkPolicyRules(target);
    rules.egress.add(
        new NetworkPolicyEgressRuleBuilder()
            .withPorts(port("UDP", DNS_PORT), port("TCP", DNS_PORT))
            .build());
    return rules;
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
    return connect(List.of(self), Arrays.stream(ports).boxed().toList());
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

  /**
   * Allows connections to pods of the same stack.
   *
   * @param component name of the component
   * @param ports TCP ports of it
   */
  public NetworkPolicyRules allowTo(String component, List<Integer> ports) {
    return connect(List.of(peer(List.of(component))), ports);
  }

  /**
   * Allows connections to servers that are not of the stack: any address but link-local ones. Pods
   * are named as well, since some networks do not count them as addresses.
   *
   * @param ports TCP ports of the servers
   */
  public NetworkPolicyRules allowToOutside(List<Integer> ports) {
    List<NetworkPolicyPeer> peers = new ArrayList<>(ANY_ADDRESS);
    peers.add(
        new NetworkPolicyPeerBuilder().withNewNamespaceSelector().endNamespaceSelector().build());
    return connect(peers, ports);
  }

  /** Allows connections to the API server. */
  public NetworkPolicyRules allowToApiServer() {
    ApiServerAddresses apiServer = target.scope().apiServer();
    return connect(
        apiServer.networks().isEmpty()
            ? ANY_ADDRESS
            : apiServer.networks().stream().map(NetworkPolicyRules::block).toList(),
        apiServer.ports());
  }

  /** Returns the NetworkPolicy with these rules. */
  public NetworkPolicy build() {
    return new NetworkPolicyBuilder()
        .withMetadata(target.metadata())
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(target.selector())
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(ingress)
        .withEgress(egress)
        .endSpec()
        .build();
  }

  private void admit(NetworkPolicyPeer peer, int... ports) {
    ingress.add(new NetworkPolicyIngressRuleBuilder().withFrom(peer).withPorts(tcp(ports)).build());
  }

  private NetworkPolicyRules connect(List<NetworkPolicyPeer> peers, List<Integer> ports) {
    egress.add(
        new NetworkPolicyEgressRuleBuilder()
            .withTo(peers)
            .withPorts(ports.stream().distinct().map(number -> port("TCP", number)).toList())
            .build());
    return this;
  }

  private static NetworkPolicyPeer block(String network, String... except) {
    return new NetworkPolicyPeerBuilder()
        .withNewIpBlock()
        .withCidr(network)
        .withExcept(except)
        .endIpBlock()
        .build();
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

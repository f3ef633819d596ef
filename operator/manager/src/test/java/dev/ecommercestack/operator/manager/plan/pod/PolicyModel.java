package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** Decides about connections by the NetworkPolicies of a stack, as an enforcing network does. */
record PolicyModel(List<NetworkPolicy> policies) {
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** A pod; its address is in no network of a policy that is not everywhere. */
  record Pod(String namespace, Map<String, String> labels) {}

  static PolicyModel of(Plan plan) {
    return new PolicyModel(
        plan.objects()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .toList());
  }

  /** The components that have pods; an external server has none. */
  List<String> components() {
    return policies.stream()
        .map(policy -> policy.getMetadata().getLabels().get(Labels.NAME))
        .toList();
  }

  /** A pod of the stack. */
  Pod pod(String component) {
    NetworkPolicy policy = policies.getFirst();
    return new Pod(
        policy.getMetadata().getNamespace(),
        Map.of(
            Labels.INSTANCE,
            policy.getMetadata().getLabels().get(Labels.INSTANCE),
            Labels.NAME,
            component));
  }

  /**
   * Whether a pod may connect to a pod by TCP, by the egress of one and the ingress of the other.
   */
  boolean connects(Pod from, Pod to, int port) {
    return selecting(from).stream()
            .allMatch(
                policy ->
                    policy.getSpec().getEgress().stream()
                        .anyMatch(
                            rule ->
                                isPort(rule.getPorts(), port) && isPod(rule.getTo(), to, policy)))
        && selecting(to).stream()
            .allMatch(
                policy ->
                    policy.getSpec().getIngress().stream()
                        .anyMatch(
                            rule ->
                                isPort(rule.getPorts(), port)
                                    && isPod(rule.getFrom(), from, policy)));
  }

  /** Whether a pod may connect to an address outside the cluster by TCP. */
  boolean reaches(Pod from, String address, int port) {
    return selecting(from).stream()
        .allMatch(
            policy ->
                policy.getSpec().getEgress().stream()
                    .anyMatch(
                        rule ->
                            isPort(rule.getPorts(), port)
                                && (rule.getTo().isEmpty()
                                    || rule.getTo().stream()
                                        .anyMatch(peer -> isIn(peer.getIpBlock(), address)))));
  }

  private List<NetworkPolicy> selecting(Pod pod) {
    return policies.stream()
        .filter(policy -> policy.getMetadata().getNamespace().equals(pod.namespace()))
        .filter(policy -> selects(policy.getSpec().getPodSelector(), pod.labels()))
        .toList();
  }

  private static boolean isPort(List<NetworkPolicyPort> ports, int port) {
    return ports.stream()
        .anyMatch(it -> it.getProtocol().equals("TCP") && it.getPort().getIntVal() == port);
  }

  private static boolean isPod(List<NetworkPolicyPeer> peers, Pod pod, NetworkPolicy policy) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> isPod(peer, pod, policy));
  }

  private static boolean isPod(NetworkPolicyPeer peer, Pod pod, NetworkPolicy policy) {
    if (peer.getIpBlock() != null) {
      return peer.getIpBlock().getCidr().endsWith("/0");
    }
    LabelSelector namespace = peer.getNamespaceSelector();
    boolean inNamespace =
        namespace == null
            ? pod.namespace().equals(policy.getMetadata().getNamespace())
            : selects(namespace, Map.of(NAMESPACE_NAME, pod.namespace()));
    return inNamespace
        && (peer.getPodSelector() == null || selects(peer.getPodSelector(), pod.labels()));
  }

  private static boolean selects(LabelSelector selector, Map<String, String> labels) {
    return selector.getMatchLabels().entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
        && selector.getMatchExpressions().stream()
            .allMatch(
                it ->
                    it.getOperator().equals("In")
                        && it.getValues().contains(String.valueOf(labels.get(it.getKey()))));
  }

  private static boolean isIn(IPBlock block, String address) {
    return block != null
        && isIn(block.getCidr(), address)
        && block.getExcept().stream().noneMatch(except -> isIn(except, address));
  }

  private static boolean isIn(String network, String address) {
    try {
      String[] parts = network.split("/", 2);
      byte[] base = InetAddress.getByName(parts[0]).getAddress();
      byte[] other = InetAddress.getByName(address).getAddress();
      int shift = 8 * base.length - Integer.parseInt(parts[1]);
      return base.length == other.length
          && new BigInteger(1, base)
              .shiftRight(shift)
              .equals(new BigInteger(1, other).shiftRight(shift));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(network + ", " + address, e);
    }
  }
}

package dev.ecommercestack.operator.manager.plan.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Stacks;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connections of docs/architecture.md, section 2, and no others. */
class NetworkPolicyRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql | 5432  | declare event order product user worker
          kafka      | 9092  | OPERATOR event order product
          kafka      | 9091  | declare kafka
          kafka      | 9093  | kafka
          rabbitmq   | 5672  | declare event order product user worker
          rabbitmq   | 15672 | OPERATOR declare
          rabbitmq   | 25672 | rabbitmq
          rabbitmq   | 4369  | rabbitmq
          redis      | 6379  | declare event gateway product
          declare    | 8080  |
          eureka     | 8761  | eureka event gateway order product user worker
          user       | 8080  | event gateway order product worker
          product    | 8080  | gateway order worker
          event      | 8080  | gateway order
          order      | 8080  | gateway
          worker     | 8080  | gateway
          gateway    | 8080  | EVERYBODY
          user       | 8081  | OPERATOR
          product    | 8081  | OPERATOR
          event      | 8081  | OPERATOR
          order      | 8081  | OPERATOR
          worker     | 8081  | OPERATOR
          gateway    | 8081  | OPERATOR
          eureka     | 8081  |
          """)
  void onlyTheseComeIn(String component, int port, String callers) {
    Set<String> expected = callers == null ? Set.of() : Set.of(callers.split(" "));
    assertThat(callers(policy(component), port)).isEqualTo(new TreeSet<>(expected));
  }

  @ParameterizedTest
  @CsvSource({"postgresql", "kafka", "rabbitmq", "redis", "eureka"})
  void backingServicesAndTheRegistryCallNobodyElse(String component) {
    NetworkPolicy policy = policy(component);
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getEgress())
        .allSatisfy(
            rule -> {
              boolean dns = rule.getPorts().stream().allMatch(port -> number(port) == 53);
              boolean self =
                  !rule.getTo().isEmpty()
                      && rule.getTo().stream()
                          .allMatch(peer -> components(peer).equals(List.of(component)));
              assertThat(dns || self).isTrue();
            });
  }

  @Test
  void peersAreOfTheSameStack() {
    for (var rule : policy("postgresql").getSpec().getIngress()) {
      for (var peer : rule.getFrom()) {
        assertThat(peer.getNamespaceSelector()).isNull();
        assertThat(peer.getPodSelector().getMatchLabels())
            .containsEntry("app.kubernetes.io/instance", "shop");
      }
    }
  }

  private static NetworkPolicy policy(String component) {
    NetworkPolicy policy = Stacks.find(Stacks.plan("{}"), NetworkPolicy.class, "shop-" + component);
    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/name", component)
        .containsEntry("app.kubernetes.io/instance", "shop");
    return policy;
  }

  private static Set<String> callers(NetworkPolicy policy, int port) {
    Set<String> callers = new TreeSet<>();
    var rules =
        policy.getSpec().getIngress().stream()
            .filter(rule -> rule.getPorts().stream().anyMatch(it -> number(it) == port))
            .toList();
    if (rules.stream().anyMatch(rule -> rule.getFrom().isEmpty())) {
      return Set.of("EVERYBODY");
    }
    rules.stream()
        .flatMap(rule -> rule.getFrom().stream())
        .forEach(
            peer ->
                callers.addAll(
                    peer.getNamespaceSelector() == null
                        ? components(peer)
                        : List.of(operator(peer))));
    return callers;
  }

  private static String operator(NetworkPolicyPeer peer) {
    assertThat(peer.getNamespaceSelector().getMatchLabels())
        .containsEntry("kubernetes.io/metadata.name", "ecommerce-stack-system");
    assertThat(peer.getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/name", "ecommerce-stack-operator");
    return "OPERATOR";
  }

  private static List<String> components(NetworkPolicyPeer peer) {
    return peer.getPodSelector().getMatchExpressions().getFirst().getValues();
  }

  private static int number(io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort port) {
    return port.getPort().getIntVal();
  }
}

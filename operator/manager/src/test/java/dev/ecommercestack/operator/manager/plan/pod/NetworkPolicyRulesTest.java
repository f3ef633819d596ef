package dev.ecommercestack.operator.manager.plan.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Planner;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections of docs/architecture.md, section 2, and no others. */
class NetworkPolicyRulesTest {
  private static final String CONNECTIONS =
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
      gateway    | 8080  | OPERATOR STRANGER
      user       | 8081  | OPERATOR
      product    | 8081  | OPERATOR
      event      | 8081  | OPERATOR
      order      | 8081  | OPERATOR
      worker     | 8081  | OPERATOR
      gateway    | 8081  | OPERATOR
      eureka     | 8081  |
      """;

  private static final Set<String> COMPONENTS =
      Set.of(
          "postgresql",
          "kafka",
          "rabbitmq",
          "redis",
          "declare",
          "eureka",
          "user",
          "product",
          "event",
          "order",
          "worker",
          "gateway");

  private static final PolicyModel.Pod OPERATOR =
      new PolicyModel.Pod(
          "ecommerce-stack-system", Map.of("app.kubernetes.io/name", "ecommerce-stack-operator"));
  private static final PolicyModel.Pod STRANGER = new PolicyModel.Pod("elsewhere", Map.of());

  private static final String EXTERNAL =
      """
      {kafka: {external: {bootstrapServers: 'a:9094,b:9095', credentials: {name: l}}},
       rabbitmq: {external: {host: r, port: 5671, managementPort: 15671, credentials: {name: l}}},
       redis: {external: {host: r, port: 6380}},
       postgresql: {external: {host: p, port: 5433, credentials: {name: l}}},
       observability: {otlpEndpoint: 'http://otel:4318'},
       mail: {smtp: {host: smtp, port: 2525, from: 'a@b'}}}
      """;

  /**
   * Every pair of pods and every port: allowed by the egress of one and the ingress of the other.
   */
  @Test
  void theseConnectionsAndNoOthers() {
    PolicyModel model = model("{}");
    Map<String, PolicyModel.Pod> callers = new TreeMap<>();
    COMPONENTS.forEach(component -> callers.put(component, model.pod(component)));
    callers.put("OPERATOR", OPERATOR);
    callers.put("STRANGER", STRANGER);
    Set<String> ports =
        expected().keySet().stream().map(it -> it.split(" ")[1]).collect(Collectors.toSet());
    for (String component : COMPONENTS) {
      for (String port : ports) {
        Set<String> allowed =
            callers.entrySet().stream()
                .filter(
                    caller ->
                        model.connects(
                            caller.getValue(), model.pod(component), Integer.parseInt(port)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(allowed)
            .as(component + " " + port)
            .isEqualTo(expected().getOrDefault(component + " " + port, Set.of()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "EXTERNAL"})
  void nobodyReachesTheMetadataOfTheCloud(String spec) {
    PolicyModel model = model(spec.equals("EXTERNAL") ? EXTERNAL : spec);
    for (String component : model.components()) {
      for (int port : List.of(80, 443, 6443, 4318, 2525, 5433, 6380, 9094, 5671)) {
        for (String address : List.of("169.254.169.254", "169.254.170.2", "fd00:ec2::254")) {
          assertThat(model.reaches(model.pod(component), address, port))
              .as(component + " " + address + " " + port)
              .isFalse();
        }
      }
    }
  }

  /** Services that watch their ConfigMap reach the API server, by default wherever it may be. */
  @Test
  void noServiceReachesTheInternetExceptForTheApiServer() {
    Set<String> watching = Set.of("gateway", "user", "product", "event", "order", "worker");
    PolicyModel anywhere = model("{}");
    PolicyModel known =
        model("{}", new ApiServerAddresses(List.of("10.0.0.0/16"), List.of(443, 6443)));
    for (String component : COMPONENTS) {
      PolicyModel.Pod pod = anywhere.pod(component);
      for (int port : List.of(22, 25, 80, 443, 5432, 6443, 8080, 8443)) {
        boolean api = watching.contains(component) && (port == 443 || port == 6443);
        assertThat(anywhere.reaches(pod, "192.0.2.1", port)).as(component + port).isEqualTo(api);
        assertThat(known.reaches(pod, "192.0.2.1", port)).as(component + port).isFalse();
        assertThat(known.reaches(pod, "10.0.0.1", port)).as(component + port).isEqualTo(api);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9094  | declare event order product
          9095  | declare event order product
          5671  | declare event order product user worker
          15671 | declare
          6380  | declare event gateway product
          5433  | declare event order product user worker
          4318  | event gateway order product user worker
          2525  | worker
          9092  |
          """)
  void externalServersAreReachedOnTheirPorts(int port, String callers) {
    PolicyModel model = model(EXTERNAL);
    Set<String> expected = callers == null ? Set.of() : Set.of(callers.split(" "));
    for (String address : List.of("192.0.2.1", "10.0.0.1", "2001:db8::1")) {
      assertThat(
              model.components().stream()
                  .filter(component -> model.reaches(model.pod(component), address, port)))
          .as(address)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(
            model.components().stream()
                .filter(component -> model.connects(model.pod(component), STRANGER, port)))
        .as("a server in the cluster")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyPodMayAskADnsServer() {
    PolicyModel model = model("{}");
    assertThat(COMPONENTS)
        .allMatch(component -> model.reaches(model.pod(component), "10.96.0.10", 53));
  }

  @Test
  void peersAreOfTheSameStack() {
    NetworkPolicy policy = Stacks.find(Stacks.plan("{}"), NetworkPolicy.class, "shop-postgresql");
    for (var rule : policy.getSpec().getIngress()) {
      for (var peer : rule.getFrom()) {
        assertThat(peer.getNamespaceSelector()).isNull();
        assertThat(peer.getPodSelector().getMatchLabels())
            .containsEntry("app.kubernetes.io/instance", "shop");
      }
    }
  }

  /** Callers by component and port, as in {@code "kafka 9092"}. */
  private static Map<String, Set<String>> expected() {
    Map<String, Set<String>> expected = new TreeMap<>();
    CONNECTIONS
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(
            cells ->
                expected.put(
                    cells[0].strip() + " " + cells[1].strip(),
                    Arrays.stream(cells[2].strip().split(" "))
                        .filter(caller -> !caller.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new))));
    return expected;
  }

  private static PolicyModel model(String spec) {
    return model(spec, ApiServerAddresses.ANY);
  }

  private static PolicyModel model(String spec, ApiServerAddresses apiServer) {
    var stack = Stacks.stack(spec);
    PolicyModel model =
        PolicyModel.of(new Planner("ecommerce-stack-system", apiServer).plan(Stacks.input(stack)));
    assertThat(model.policies())
        .allMatch(policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")));
    return model;
  }
}

package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k manifests} installs. */
class ManifestsIT {

  private static final String OPERATOR = "ecommerce-stack-operator";

  private final KubernetesClient client = ApiServer.start().client();
  private final List<HasMetadata> manifests = Manifests.of(ApiServer.start(), Manifests.DEFAULT);

  @Test
  void theApiServerTakesEveryObject() {
    for (var object : manifests) {
      assertThat(client.resource(object).serverSideApply()).isNotNull();
    }
  }

  @Test
  void theOperatorRunsInANamespaceThatEnforcesRestrictedPods() {
    var deployment = Manifests.find(manifests, Deployment.class, OPERATOR);
    Manifests.apply(client, manifests);
    var template = deployment.getSpec().getTemplate();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("operator-as-deployed")
            .withNamespace(deployment.getMetadata().getNamespace())
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    assertThat(client.resource(pod).dryRun().create()).isNotNull();
  }

  @Test
  void theOperatorConnectsOnlyToTheApiServerStacksAndBrokers() {
    var policy = Manifests.find(manifests, NetworkPolicy.class, OPERATOR).getSpec();
    assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(policy.getEgress())
        .filteredOn(rule -> rule.getTo().isEmpty())
        .as("to everywhere")
        .singleElement()
        .satisfies(dns -> assertThat(ports(dns)).containsOnly(53));
    var pods =
        policy.getEgress().stream()
            .filter(rule -> rule.getTo().stream().anyMatch(peer -> peer.getPodSelector() != null))
            .toList();
    assertThat(pods).hasSize(1);
    assertThat(pods.getFirst().getTo().getFirst().getPodSelector().getMatchLabels())
        .containsExactly(Map.entry("app.kubernetes.io/managed-by", OPERATOR));
    // Those that the policies of a stack admit from the operator: health, Kafka, RabbitMQ.
    assertThat(ports(pods.getFirst())).containsExactlyInAnyOrder(8081, 9092, 15672);
    assertThat(policy.getEgress())
        .filteredOn(rule -> rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null))
        .singleElement()
        .satisfies(rule -> assertThat(ports(rule)).contains(443, 6443, 9092, 15671));
    assertThat(policy.getEgress())
        .flatExtracting(NetworkPolicyEgressRule::getTo)
        .extracting(NetworkPolicyPeer::getIpBlock)
        .filteredOn(Objects::nonNull)
        .allSatisfy(block -> assertThat(block.getExcept()).as("link-local").isNotEmpty());
  }

  private static List<Integer> ports(NetworkPolicyEgressRule rule) {
    return rule.getPorts().stream().map(port -> port.getPort().getIntVal()).toList();
  }

  @Test
  void noRightIsAWildcardAndVolumesAndSecretsAreNeverDeleted() {
    var rules = Manifests.find(manifests, Role.class, OPERATOR).getRules();
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs()).doesNotContain("*", "deletecollection");
              assertThat(rule.getResources()).doesNotContain("*", "pods/exec");
              assertThat(rule.getApiGroups()).doesNotContain("*");
            });
    assertThat(rules)
        .filteredOn(
            rule ->
                rule.getResources().contains("secrets")
                    || rule.getResources().contains("persistentvolumeclaims"))
        .hasSize(2)
        .flatExtracting(PolicyRule::getVerbs)
        .isNotEmpty()
        .doesNotContain("delete");
  }

  @Test
  void theOnlyRightOnTheClusterIsToReadStorageClasses() {
    var bound =
        manifests.stream()
            .filter(object -> object.getKind().equals("ClusterRoleBinding"))
            .map(object -> object.getMetadata().getName())
            .toList();
    assertThat(bound).containsExactly("ecommerce-stack-operator-storage-classes");
    assertThat(Manifests.find(manifests, ClusterRole.class, bound.getFirst()).getRules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getResources()).containsExactly("storageclasses");
              assertThat(rule.getVerbs()).containsExactly("get");
            });
  }

  @Test
  void theClusterWideOperatorHasTheSameRightsInEveryNamespace() {
    var clusterWide = Manifests.of(ApiServer.start(), Manifests.CLUSTER_WIDE);
    assertThat(Manifests.find(clusterWide, ClusterRole.class, OPERATOR).getRules())
        .isEqualTo(Manifests.find(manifests, Role.class, OPERATOR).getRules());
    assertThat(clusterWide)
        .noneMatch(object -> "shop".equals(object.getMetadata().getName()))
        .noneMatch(object -> "shop".equals(object.getMetadata().getNamespace()));
  }

  @Test
  void thoseWhoMayEditANamespaceMayWriteStacksThere() {
    assertThat(Manifests.find(manifests, ClusterRole.class, "ecommerce-stack-view").getMetadata())
        .satisfies(
            role ->
                assertThat(role.getLabels())
                    .containsEntry("rbac.authorization.k8s.io/aggregate-to-view", "true"));
    assertThat(Manifests.find(manifests, ClusterRole.class, "ecommerce-stack-edit").getMetadata())
        .satisfies(
            role ->
                assertThat(role.getLabels())
                    .containsEntry("rbac.authorization.k8s.io/aggregate-to-edit", "true"));
  }
}

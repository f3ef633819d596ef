package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -k manifests} installs. */
class ManifestsIT {

  private static final Path MANIFESTS =
      Path.of(System.getProperty("repository.root", "../.."), "manifests");

  private final KubernetesClient client = ApiServer.start().client();

  @Test
  void theApiServerTakesEveryObject() throws Exception {
    for (var object : kustomized()) {
      assertThat(client.resource(object).serverSideApply()).isNotNull();
    }
  }

  @Test
  void theOperatorRunsInANamespaceThatEnforcesRestrictedPods() throws Exception {
    var deployment = only(Deployment.class);
    for (var object : kustomized()) {
      client.resource(object).serverSideApply();
    }
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
  void noRightIsAWildcardAndVolumesAndSecretsAreNeverDeleted() throws Exception {
    var rules = only(ClusterRole.class).getRules();
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

  private <T extends HasMetadata> T only(Class<T> kind) throws Exception {
    return kustomized().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private List<HasMetadata> kustomized() throws IOException, InterruptedException {
    var kubectl = ApiServer.start().kubectl().toString();
    var process =
        new ProcessBuilder(kubectl, "kustomize", MANIFESTS.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var objects = client.load(process.getInputStream()).items();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return objects;
  }
}

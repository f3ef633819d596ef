package dev.ecommercestack.operator.manager.plan.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.Stacks;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which applications the registry accepts without a password during an upgrade. */
class EurekaPlanTest {
  private final EcommerceStack stack = Stacks.stack("{}");

  @Test
  void newStackHasNoApplicationWithoutPassword() {
    assertThat(anonymous(Stacks.plan(stack))).isEmpty();
  }

  @Test
  void applicationsWithPodsOfTheReleaseBeforeNeedNoPasswordUntilTheirLastPodGoes() {
    Pod oldUser = pod("user", new PodTemplateSpec());
    Pod oldGateway = pod("gateway", new PodTemplateSpec());
    Pod kafka = pod("kafka", new PodTemplateSpec());
    assertThat(anonymous(List.of(oldUser, oldGateway, kafka))).isEqualTo("gateway\nuser\n");

    Pod newUser =
        pod(
            "user",
            Stacks.find(Stacks.plan(stack), Deployment.class, "shop-user").getSpec().getTemplate());
    assertThat(anonymous(List.of(oldUser, newUser, kafka))).isEqualTo("user\n");
    assertThat(anonymous(List.of(newUser, kafka))).isEmpty();
  }

  @Test
  void podsThatEndedOrAreDeletedDoNotCount() {
    Pod old = pod("user", new PodTemplateSpec());
    Pod deleted =
        old.edit()
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();
    Pod evicted = old.edit().withNewStatus().withPhase("Failed").endStatus().build();
    assertThat(anonymous(List.of(deleted, evicted))).isEmpty();
  }

  @Test
  void peersOfTheReleaseBeforeReplicateMeanwhile() {
    List<Pod> pods = List.of(pod("eureka", new PodTemplateSpec()));
    assertThat(anonymous(pods)).as("alone it replicates to nobody").isEmpty();
    assertThat(anonymous(Stacks.plan(Stacks.stack("{eureka: {replicas: 2}}"), pods)))
        .isEqualTo("eureka\n");
  }

  @Test
  void listRestartsNoPod() {
    Pod old = pod("user", new PodTemplateSpec());
    assertThat(Stacks.plan(stack, List.of(old)).podsHash())
        .isEqualTo(Stacks.plan(stack).podsHash());
  }

  private String anonymous(List<Pod> pods) {
    return anonymous(Stacks.plan(stack, pods));
  }

  private static String anonymous(Plan plan) {
    return Objects.requireNonNull(
        Stacks.find(plan, ConfigMap.class, "shop-eureka").getData().get("anonymous-applications"));
  }

  private static Pod pod(String component, PodTemplateSpec template) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("shop-" + component + "-1")
        .withLabels(Labels.of("shop", component))
        .endMetadata()
        .withSpec(template.getSpec())
        .editOrNewSpec()
        .endSpec()
        .build();
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.ExecActionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What becomes of objects of a stack that somebody alters by hand, as {@code kubectl edit} does.
 */
class RepairIT extends StackFixture {

  @Test
  void portsOfAServiceAreRepaired() {
    isRepaired(
        Service.class,
        "shop-rabbitmq",
        live -> live.edit().editSpec().editFirstPort().withPort(1).endPort().endSpec().build(),
        Service::getSpec);
  }

  @Test
  void portsOfAContainerAreRepairedAndTheNumberOfPodsIsKept() {
    shop.create("{order: {autoscaling: {minReplicas: 1, maxReplicas: 5}}}").startEverything();
    alter(
        Deployment.class,
        "shop-order",
        live -> live.edit().editSpec().withReplicas(3).endSpec().build());
    isRepairedIn(
        Deployment.class,
        "shop-order",
        live ->
            live.edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .editFirstPort()
                .withContainerPort(1)
                .endPort()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build(),
        Deployment::getSpec);
    assertThat(shop.deployment("shop-order").orElseThrow().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void anotherKindOfVolumeIsRepaired() {
    isRepaired(
        Deployment.class,
        "shop-order",
        live ->
            live.edit()
                .editSpec()
                .editTemplate()
                .editSpec()
                .editMatchingVolume(volume -> volume.getName().equals("tmp"))
                .withEmptyDir(null)
                .withNewConfigMap()
                .withName("mine")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build(),
        Deployment::getSpec);
  }

  @Test
  void anotherSourceOfAVariableIsRepaired() {
    isRepaired(
        Deployment.class,
        "shop-order",
        live -> {
          for (var variable :
              live.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv()) {
            variable.setValue(null);
            variable.setValueFrom(
                new EnvVarSourceBuilder().withNewConfigMapKeyRef("key", "mine", true).build());
          }
          return live;
        },
        Deployment::getSpec);
  }

  @Test
  void theOtherWayToWriteABudgetIsRepaired() {
    isRepaired(
        PodDisruptionBudget.class,
        "shop-kafka",
        live ->
            live.edit()
                .editSpec()
                .withMaxUnavailable(null)
                .withMinAvailable(new IntOrString(0))
                .endSpec()
                .build(),
        PodDisruptionBudget::getSpec);
  }

  @Test
  void portsOfANetworkPolicyAreRepaired() {
    isRepaired(
        NetworkPolicy.class,
        "shop-order",
        live ->
            live.edit()
                .editSpec()
                .editFirstIngress()
                .editFirstPort()
                .withPort(new IntOrString(1))
                .endPort()
                .endIngress()
                .endSpec()
                .build(),
        NetworkPolicy::getSpec);
  }

  @Test
  void rulesOfARoleAreRepaired() {
    isRepaired(
        Role.class,
        "shop-order",
        live -> live.edit().editFirstRule().withVerbs("*").endRule().build(),
        Role::getRules);
  }

  @Test
  void whatOthersAddStays() {
    shop.create("{}").startEverything();
    alter(
        Service.class,
        "shop-kafka",
        live -> {
          live.getMetadata().getAnnotations().put("example.com/mine", "yes");
          return live;
        });
    alter(
        Service.class,
        "shop-kafka",
        live -> live.edit().editSpec().editFirstPort().withPort(1).endPort().endSpec().build());
    eventually()
        .until(() -> live(Service.class, "shop-kafka").getSpec().getPorts(), RepairIT::isOurs);
    assertThat(live(Service.class, "shop-kafka").getMetadata().getAnnotations())
        .isEqualTo(Map.of("example.com/mine", "yes"));
  }

  @Test
  void aSidecarAndARestartStayWhileTheContainerBesideIsRepaired() {
    shop.create("{}").startEverything();
    alter(Deployment.class, "shop-order", RepairIT::withSidecarAndRestart);
    isRepairedIn(
        Deployment.class,
        "shop-order",
        live -> {
          var container = live.getSpec().getTemplate().getSpec().getContainers().getFirst();
          container.getPorts().getFirst().setContainerPort(1);
          container.getLivenessProbe().setHttpGet(null);
          container.getLivenessProbe().setExec(new ExecActionBuilder().withCommand("true").build());
          return live;
        },
        Deployment::getSpec);
    hasSidecarAndRestart();
  }

  @Test
  void aRefusedValueTakesNothingFromOthers() {
    shop.create("{}").startEverything();
    alter(Deployment.class, "shop-order", RepairIT::withSidecarAndRestart);
    shop.startEverything();
    // The CRD does not compare ephemeral storage; any other refusal would do.
    shop.patch(
        "{\"spec\":{\"order\":{\"resources\":{\"requests\":{\"ephemeral-storage\":\"2Gi\"},"
            + "\"limits\":{\"ephemeral-storage\":\"1Gi\"}}}}}");
    shop.startUntil(() -> shop.message("order").contains("Kubernetes refused"));
    shop.patch("{\"spec\":{\"order\":null}}");
    shop.startEverything();
    hasSidecarAndRestart();
  }

  private void hasSidecarAndRestart() {
    var template = live(Deployment.class, "shop-order").getSpec().getTemplate();
    assertThat(template.getMetadata().getAnnotations())
        .containsKey("kubectl.kubernetes.io/restartedAt");
    assertThat(template.getSpec().getContainers())
        .extracting(Container::getName)
        .contains("sidecar");
  }

  private static Deployment withSidecarAndRestart(Deployment live) {
    return live.edit()
        .editSpec()
        .editTemplate()
        .editMetadata()
        .addToAnnotations("kubectl.kubernetes.io/restartedAt", "2026-01-01T00:00:00Z")
        .endMetadata()
        .editSpec()
        .addNewContainer()
        .withName("sidecar")
        .withImage("example/sidecar:1")
        .addNewPort()
        .withName("metrics")
        .withContainerPort(9999)
        .endPort()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static boolean isOurs(List<ServicePort> ports) {
    return ports.stream().noneMatch(port -> port.getPort() == 1);
  }

  private <T extends HasMetadata> void isRepaired(
      Class<T> kind, String name, UnaryOperator<T> change, Function<T, Object> content) {
    shop.create("{}").startEverything();
    isRepairedIn(kind, name, change, content);
  }

  private <T extends HasMetadata> void isRepairedIn(
      Class<T> kind, String name, UnaryOperator<T> change, Function<T, Object> content) {
    var before = content.apply(live(kind, name));
    alter(kind, name, change);
    eventually().untilAsserted(() -> assertThat(content.apply(live(kind, name))).isEqualTo(before));
    shop.startEverything();
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
  }

  private <T extends HasMetadata> void alter(Class<T> kind, String name, UnaryOperator<T> change) {
    shop.client().resources(kind).inNamespace(shop.namespace()).withName(name).edit(change);
  }

  private <T extends HasMetadata> T live(Class<T> kind, String name) {
    return shop.client().resources(kind).inNamespace(shop.namespace()).withName(name).require();
  }
}

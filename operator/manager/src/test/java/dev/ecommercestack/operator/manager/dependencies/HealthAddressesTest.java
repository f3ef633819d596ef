package dev.ecommercestack.operator.manager.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthAddressesTest {

  @Test
  void areThoseOfReadyPods() {
    assertThat(
            HealthAddresses.of(
                List.of(
                    pod("b", "10.0.0.2", true),
                    pod("a", "fd00::1", true),
                    pod("c", "10.0.0.3", false))))
        .containsExactly(
            URI.create("http://[fd00::1]:8081/actuator/health/dependencies"),
            URI.create("http://10.0.0.2:8081/actuator/health/dependencies"));
  }

  @Test
  void areThoseOfRunningPodsWhereNoneIsReady() {
    assertThat(HealthAddresses.of(List.of(pod("a", "10.0.0.1", false)))).hasSize(1);
  }

  @Test
  void leaveOutPodsThatEndOrHaveNoAddressYet() {
    var ending =
        pod("a", "10.0.0.1", true)
            .edit()
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .endMetadata()
            .build();
    var pending =
        pod("b", "10.0.0.2", true).edit().editStatus().withPhase("Pending").endStatus().build();
    var without =
        pod("c", "10.0.0.3", true).edit().editStatus().withPodIP(null).endStatus().build();
    assertThat(HealthAddresses.of(List.of(ending, pending, without))).isEmpty();
  }

  private static Pod pod(String name, String ip, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .addNewPort()
        .withName("http")
        .withContainerPort(8080)
        .endPort()
        .addNewPort()
        .withName("management")
        .withContainerPort(8081)
        .endPort()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP(ip)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }
}

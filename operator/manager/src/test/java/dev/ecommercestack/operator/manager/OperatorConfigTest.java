package dev.ecommercestack.operator.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ecommercestack.operator.manager.observe.JobSchedule;
import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigTest {

  @Test
  void hasDefaultsForEverything() {
    var config = OperatorConfig.from(Map.of());
    assertThat(config.watchNamespaces()).isEmpty();
    assertThat(config.leaderElection()).isTrue();
    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.progressDeadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.resyncInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.jobSchedule())
        .isEqualTo(new JobSchedule(Duration.ofMinutes(2), Duration.ofHours(24)));
    assertThat(config.images().operatorVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void watchesOnlyTheNamedNamespaces() {
    var config = OperatorConfig.from(Map.of("WATCH_NAMESPACES", "shop-a, shop-b,"));
    assertThat(config.watchNamespaces()).containsExactlyInAnyOrder("shop-a", "shop-b");
  }

  @Test
  void knowsWhereTheApiServerMayBe() {
    assertThat(OperatorConfig.from(Map.of()).apiServer()).isEqualTo(ApiServerAddresses.ANY);
    var config =
        OperatorConfig.from(
            Map.of("API_SERVER_NETWORKS", "10.0.0.0/16, fd00::/8", "API_SERVER_PORTS", "16443"));
    assertThat(config.apiServer())
        .isEqualTo(new ApiServerAddresses(List.of("10.0.0.0/16", "fd00::/8"), List.of(16443)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of("API_SERVER_NETWORKS", "10.0.0.1")))
        .withMessageContaining("must be networks separated by commas such as 10.0.0.0/16");
  }

  @Test
  void saysWhichSettingIsMalformedAndWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of("PROGRESS_DEADLINE", "soon")))
        .withMessage("PROGRESS_DEADLINE is \"soon\" but must be a duration such as 10m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of("HTTP_PORT", "99999")))
        .withMessage("HTTP_PORT is \"99999\" but must be a port number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorConfig.from(Map.of("DECLARE_INTERVAL", "0s")))
        .withMessage(
            "DECLARE_INTERVAL is \"0s\" but must be a duration of at least 1m such as 24h");
  }
}

package dev.ecommercestack.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ServiceDefaultsTest {
  @Test
  void whateverElseIsSaidWins() {
    StandardEnvironment environment = with(Map.of("server.port", "9090"));
    assertThat(environment.getProperty("server.port")).isEqualTo("9090");
    assertThat(environment.getProperty("management.server.port")).isEqualTo("8081");
  }

  @Test
  void outsideAPodTheKubernetesApiIsLeftAlone() {
    StandardEnvironment environment = with(Map.of());
    assertThat(environment.getProperty("spring.cloud.kubernetes.enabled")).isEqualTo("false");
    assertThat(environment.getProperty("spring.config.import"))
        .isEqualTo("optional:configtree:/etc/credentials/");
  }

  @Test
  void inAPodOnlyTheNamedConfigMapIsRead() {
    Map<String, Object> pod = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    assertThat(with(pod).getProperty("spring.cloud.kubernetes.enabled")).isEqualTo("false");
    StandardEnvironment named =
        with(
            Map.of(
                "KUBERNETES_SERVICE_HOST",
                "10.0.0.1",
                "spring.cloud.kubernetes.config.name",
                "shop-note"));
    assertThat(named.getProperty("spring.config.import")).endsWith(",optional:kubernetes:");
    assertThat(named.getProperty("service.live-config.enabled")).isEqualTo("true");
  }

  private static StandardEnvironment with(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    new ServiceDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}

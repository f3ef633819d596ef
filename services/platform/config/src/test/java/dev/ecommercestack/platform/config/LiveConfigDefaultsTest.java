package dev.ecommercestack.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LiveConfigDefaultsTest {
  @Test
  void outsideAPodTheKubernetesApiIsLeftAlone() {
    StandardEnvironment environment = with(Map.of("spring.config.import", "optional:file:a"));
    assertThat(environment.getProperty("spring.cloud.kubernetes.enabled")).isEqualTo("false");
    assertThat(environment.getProperty("spring.config.import")).isEqualTo("optional:file:a");
  }

  @Test
  void inAPodOnlyTheNamedConfigMapIsRead() {
    Map<String, Object> pod = new HashMap<>(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
    assertThat(with(pod).getProperty("spring.cloud.kubernetes.enabled")).isEqualTo("false");
    pod.put("spring.cloud.kubernetes.config.name", "shop-note");
    StandardEnvironment named = with(pod);
    assertThat(named.getProperty("spring.config.import")).isEqualTo("optional:kubernetes:");
    assertThat(named.getProperty("service.live-config.enabled")).isEqualTo("true");
  }

  @Test
  void theConfigMapIsAddedToOtherImportsAmongTheDefaults() {
    Map<String, Object> pod =
        Map.of(
            "KUBERNETES_SERVICE_HOST",
            "10.0.0.1",
            "spring.cloud.kubernetes.config.name",
            "shop-note");
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", pod));
    environment
        .getPropertySources()
        .addLast(
            new DefaultPropertiesPropertySource(Map.of("spring.config.import", "optional:file:a")));
    new LiveConfigDefaults().postProcessEnvironment(environment, new SpringApplication());
    assertThat(environment.getProperty("spring.config.import"))
        .isEqualTo("optional:file:a,optional:kubernetes:");
  }

  private static StandardEnvironment with(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    new LiveConfigDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}

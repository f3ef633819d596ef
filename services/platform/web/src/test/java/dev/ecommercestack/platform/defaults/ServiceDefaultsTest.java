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

  private static StandardEnvironment with(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    new ServiceDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}

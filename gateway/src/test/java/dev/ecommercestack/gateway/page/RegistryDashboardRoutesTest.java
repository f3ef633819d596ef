package dev.ecommercestack.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RegistryDashboardRoutesTest {
  private final StandardEnvironment environment = new StandardEnvironment();

  RegistryDashboardRoutesTest() {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "application.yaml",
                Map.of("eureka.client.service-url.defaultZone", "http://localhost:8761/eureka/")));
  }

  @Test
  void findsRegistryInConfigurationFile() {
    assertThat(RegistryDashboardRoutes.registryUrl(environment)).isEqualTo("http://localhost:8761");
  }

  @Test
  void findsRegistryInEnvironmentVariable() {
    MutablePropertySources sources = environment.getPropertySources();
    sources.replace(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            Map.of(
                "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE",
                "http://shop-eureka-0.shop-eureka:8761/eureka/,http://other:8761/eureka/")));
    assertThat(RegistryDashboardRoutes.registryUrl(environment))
        .isEqualTo("http://shop-eureka-0.shop-eureka:8761");
  }
}

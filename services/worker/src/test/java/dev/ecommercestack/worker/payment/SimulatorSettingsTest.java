package dev.ecommercestack.worker.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SimulatorSettingsTest {
  private static SimulatorSettings settings(Map<String, Object> variables) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    new YamlPropertySourceLoader()
        .load("application.yaml", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment).bind("worker.payment.simulator", SimulatorSettings.class).get();
  }

  @Test
  void bindsEnvironmentVariables() throws IOException {
    assertThat(settings(Map.of())).isEqualTo(new SimulatorSettings(Duration.ofMillis(20), 0, 0, 0));
    assertThat(
            settings(
                Map.of(
                    "PAYMENT_SIMULATOR_LATENCY", "1s",
                    "PAYMENT_SIMULATOR_DECLINERATE", "0.25",
                    "PAYMENT_SIMULATOR_LOSTANSWERRATE", "0.5",
                    "PAYMENT_SIMULATOR_LOSTREQUESTRATE", "0.125")))
        .isEqualTo(new SimulatorSettings(Duration.ofSeconds(1), 0.25, 0.5, 0.125));
    assertThat(settings(Map.of("WORKER_PAYMENT_SIMULATOR_LATENCY", "5ms")).latency())
        .isEqualTo(Duration.ofMillis(5));
  }
}

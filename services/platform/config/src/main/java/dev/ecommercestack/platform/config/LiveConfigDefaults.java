package dev.ecommercestack.platform.config;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The defaults that make Spring Cloud Kubernetes read one ConfigMap: the one that {@code
 * spring.cloud.kubernetes.config.name} names, in a pod only.
 */
public final class LiveConfigDefaults implements EnvironmentPostProcessor, Ordered {
  private static final String CONFIG_MAP = "spring.cloud.kubernetes.config.name";
  private static final String POD_VARIABLE = "KUBERNETES_SERVICE_HOST";
  private static final String IMPORT = "spring.config.import";
  private static final String CONFIG_MAP_IMPORT = "optional:kubernetes:";

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("spring.cloud.kubernetes.config.read-type", "SINGLE"),
          Map.entry("spring.cloud.kubernetes.config.include-profile-specific-sources", "false"),
          Map.entry("spring.cloud.kubernetes.config.fail-fast", "true"),
          // With retries the change of a ConfigMap would go unnoticed.
          Map.entry("spring.cloud.kubernetes.config.retry.enabled", "false"),
          Map.entry("spring.cloud.kubernetes.secrets.enabled", "false"),
          Map.entry("spring.cloud.kubernetes.reload.enabled", "false"),
          // Where a dozen JVMs start at once on two cores, 10 seconds are not enough to connect.
          Map.entry("spring.cloud.kubernetes.client.connection-timeout", "60s"),
          Map.entry("spring.cloud.kubernetes.client.request-timeout", "60s"),
          Map.entry("management.health.kubernetes.enabled", "false"),
          Map.entry("management.info.kubernetes.enabled", "false"),
          // A refresh would create the Eureka client again and lose its state. The list replaces
          // its default, which is Hikari.
          Map.entry(
              "spring.cloud.refresh.never-refreshable",
              "com.zaxxer.hikari.HikariDataSource"
                  + ",org.springframework.cloud.netflix.eureka.EurekaInstanceConfigBean"
                  + ",org.springframework.cloud.netflix.eureka.EurekaClientConfigBean"),
          // Stack traces for each change of a ConfigMap, none of them a failure.
          Map.entry(
              "logging.level.org.springframework.cloud.context.properties"
                  + ".ConfigurationPropertiesRebinder",
              "error"));

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> defaults = new HashMap<>(DEFAULTS);
    // Outside a pod, or without the name of a ConfigMap, the Kubernetes API is not used.
    boolean live =
        environment.containsProperty(POD_VARIABLE) && environment.containsProperty(CONFIG_MAP);
    defaults.put("spring.cloud.kubernetes.enabled", Boolean.toString(live));
    defaults.put("service.live-config.enabled", Boolean.toString(live));
    if (live) {
      defaults.put(IMPORT, withConfigMap(environment));
    }
    DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
  }

  private static String withConfigMap(ConfigurableEnvironment environment) {
    var others = environment.getPropertySources().get(DefaultPropertiesPropertySource.NAME);
    Object imports = others == null ? null : others.getProperty(IMPORT);
    return imports == null ? CONFIG_MAP_IMPORT : imports + "," + CONFIG_MAP_IMPORT;
  }

  @Override
  public int getOrder() {
    // Before configuration files are read, as spring.config.import is among the defaults.
    return ConfigDataEnvironmentPostProcessor.ORDER - 1;
  }
}

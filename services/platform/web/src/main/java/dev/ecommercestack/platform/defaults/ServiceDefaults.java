package dev.ecommercestack.platform.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Puts {@code service-defaults.yaml} below everything else: a service's application.yaml, its
 * ConfigMap, the mounted credentials and environment variables all win over it.
 */
public final class ServiceDefaults implements EnvironmentPostProcessor, Ordered {
  private static final String FILE = "service-defaults.yaml";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    DefaultPropertiesPropertySource.addOrMerge(read(), environment.getPropertySources());
  }

  private static Map<String, Object> read() {
    try {
      List<PropertySource<?>> documents =
          new YamlPropertySourceLoader().load(FILE, new ClassPathResource(FILE));
      Map<String, Object> values = new LinkedHashMap<>();
      for (PropertySource<?> document : documents) {
        if (document instanceof EnumerablePropertySource<?> source) {
          for (String name : source.getPropertyNames()) {
            Object value = source.getProperty(name);
            if (value != null) {
              values.put(name, value);
            }
          }
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  @Override
  public int getOrder() {
    // Before configuration files are read, as spring.config.import is among the defaults; and
    // before LiveConfigDefaults, which adds the ConfigMap to it.
    return ConfigDataEnvironmentPostProcessor.ORDER - 2;
  }
}

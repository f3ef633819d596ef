package dev.ecommercestack.platform.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Provides live settings; in a pod that names a ConfigMap, they follow it. */
@AutoConfiguration
public class LiveConfigAutoConfiguration {

  @Bean
  LiveConfig liveConfig(Environment environment) {
    return new LiveConfig(environment);
  }

  /** A configuration of its own, because there is no Kubernetes client outside a pod. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("service.live-config.enabled")
  static class InPod {
    @Bean
    ConfigMapWatch configMapWatch(
        KubernetesClient client,
        ContextRefresher refresher,
        ConfigurableEnvironment environment,
        @Value("${spring.cloud.kubernetes.client.namespace:}") String namespace,
        @Value("${spring.cloud.kubernetes.config.name}") String name) {
      return new ConfigMapWatch(
          client,
          namespace.isEmpty() ? client.getNamespace() : namespace,
          name,
          refresher,
          environment);
    }
  }
}

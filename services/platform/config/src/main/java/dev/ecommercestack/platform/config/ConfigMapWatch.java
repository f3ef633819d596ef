package dev.ecommercestack.platform.config;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.cloud.kubernetes.commons.config.SourceDataEntriesProcessor;
import org.springframework.cloud.kubernetes.fabric8.config.Fabric8ConfigMapPropertySource;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Watches the service's own ConfigMap and no other: it needs {@code get}, {@code list} and {@code
 * watch} on that name. A change reaches the environment within a second; if the ConfigMap is
 * deleted, the last values stay.
 */
final class ConfigMapWatch implements SmartLifecycle, ResourceEventHandler<ConfigMap> {
  private static final Logger log = LoggerFactory.getLogger(ConfigMapWatch.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final ContextRefresher refresher;
  private final ConfigurableEnvironment environment;
  private @Nullable SharedIndexInformer<ConfigMap> informer;

  ConfigMapWatch(
      KubernetesClient client,
      String namespace,
      String name,
      ContextRefresher refresher,
      ConfigurableEnvironment environment) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    this.refresher = refresher;
    this.environment = environment;
  }

  @Override
  public void start() {
    SharedIndexInformer<ConfigMap> created =
        client.configMaps().inNamespace(namespace).withName(name).runnableInformer(0);
    created.exceptionHandler(
        (started, failure) -> {
          log.warn(
              "ConfigMap {}/{} cannot be watched now, the last values stay: {}",
              namespace,
              name,
              failure.getMessage());
          return true;
        });
    created.addEventHandler(this);
    // An unavailable API server must not keep the service from starting.
    created.start();
    informer = created;
  }

  @Override
  public void onAdd(ConfigMap configMap) {
    // At a start the watch reports the values that the environment has just been built from.
    if (!isInUse(configMap)) {
      refresh();
    }
  }

  private boolean isInUse(ConfigMap configMap) {
    Map<String, Object> values =
        SourceDataEntriesProcessor.processAllEntries(
            Objects.requireNonNullElse(configMap.getData(), Map.of()), environment);
    return environment.getPropertySources().stream()
        .flatMap(ConfigMapWatch::parts)
        .filter(Fabric8ConfigMapPropertySource.class::isInstance)
        .anyMatch(source -> values.equals(source.getSource()));
  }

  private static Stream<PropertySource<?>> parts(PropertySource<?> source) {
    return source instanceof CompositePropertySource composite
        ? composite.getPropertySources().stream().flatMap(ConfigMapWatch::parts)
        : Stream.of(source);
  }

  @Override
  public void onUpdate(ConfigMap before, ConfigMap after) {
    if (!Objects.equals(before.getData(), after.getData())) {
      refresh();
    }
  }

  @Override
  public void onDelete(ConfigMap configMap, boolean unknownFinalState) {
    log.warn("ConfigMap {}/{} was deleted, the last values stay", namespace, name);
  }

  private void refresh() {
    try {
      var changed = refresher.refresh();
      if (!changed.isEmpty()) {
        log.info("ConfigMap {}/{} changed {}", namespace, name, changed);
      }
    } catch (RuntimeException e) {
      log.warn("ConfigMap {}/{} cannot be used, the last values stay", namespace, name, e);
    }
  }

  @Override
  public void stop() {
    SharedIndexInformer<ConfigMap> current = informer;
    if (current != null) {
      current.close();
      informer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return informer != null;
  }
}

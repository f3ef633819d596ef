package dev.ecommercestack.operator.manager.plan;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A volume and the place where a container sees it.
 *
 * @param volume the volume, or null where a volume claim template has its name
 * @param mount the place
 */
record Mount(@Nullable Volume volume, VolumeMount mount) {
  // Read by the pod's group, which the volume gets from fsGroup.
  private static final int SECRET_MODE = 0440;
  private static final int CONFIG_MODE = 0444;

  /** The volume of a claim template. */
  static Mount claim(String name, String path) {
    return new Mount(null, new VolumeMountBuilder().withName(name).withMountPath(path).build());
  }

  static Mount configMap(String name, String configMap, String path) {
    return readOnly(
        new VolumeBuilder()
            .withName(name)
            .withNewConfigMap()
            .withName(configMap)
            .withDefaultMode(CONFIG_MODE)
            .endConfigMap()
            .build(),
        path);
  }

  static Mount secret(String name, String secret, String path) {
    return readOnly(
        new VolumeBuilder()
            .withName(name)
            .withNewSecret()
            .withSecretName(secret)
            .withDefaultMode(SECRET_MODE)
            .endSecret()
            .build(),
        path);
  }

  /** Several Secrets and ConfigMaps in one directory. */
  static Mount projected(String name, String path, List<VolumeProjection> sources) {
    return readOnly(
        new VolumeBuilder()
            .withName(name)
            .withNewProjected()
            .withDefaultMode(SECRET_MODE)
            .withSources(sources)
            .endProjected()
            .build(),
        path);
  }

  /** An empty directory on the node's disk that lives as long as the pod. */
  static Mount scratch(String name, String path, String sizeLimit) {
    return writable(
        new VolumeBuilder()
            .withName(name)
            .withNewEmptyDir()
            .withSizeLimit(new Quantity(sizeLimit))
            .endEmptyDir()
            .build(),
        path);
  }

  /** An empty directory in memory, which counts towards the container's memory. */
  static Mount memory(String name, String path, long bytes) {
    return writable(
        new VolumeBuilder()
            .withName(name)
            .withNewEmptyDir()
            .withMedium("Memory")
            .withSizeLimit(Sizes.quantity(bytes))
            .endEmptyDir()
            .build(),
        path);
  }

  /** A Secret's files by key, for a projected directory. */
  static VolumeProjection secretItems(String secret, Map<String, String> pathsByKey) {
    return new VolumeProjectionBuilder()
        .withNewSecret()
        .withName(secret)
        .withItems(items(pathsByKey))
        .endSecret()
        .build();
  }

  /** A ConfigMap's files by key, for a projected directory. */
  static VolumeProjection configMapItems(String configMap, Map<String, String> pathsByKey) {
    return new VolumeProjectionBuilder()
        .withNewConfigMap()
        .withName(configMap)
        .withItems(items(pathsByKey))
        .endConfigMap()
        .build();
  }

  private static List<KeyToPath> items(Map<String, String> pathsByKey) {
    return new TreeMap<>(pathsByKey)
        .entrySet().stream()
            .map(entry -> new KeyToPath(entry.getKey(), null, entry.getValue()))
            .toList();
  }

  private static Mount readOnly(Volume volume, String path) {
    return new Mount(
        volume,
        new VolumeMountBuilder()
            .withName(volume.getName())
            .withMountPath(path)
            .withReadOnly(true)
            .build());
  }

  private static Mount writable(Volume volume, String path) {
    return new Mount(
        volume, new VolumeMountBuilder().withName(volume.getName()).withMountPath(path).build());
  }
}

package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.manager.plan.stack.Sizes;
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
 * A volume and its mount path in a container.
 *
 * @param volume the volume, or null where a volume claim template has its name
 * @param mount name and path of the mount
 */
public record Mount(@Nullable Volume volume, VolumeMount mount) {
  // Read by the pod's group, which the volume gets from fsGroup.
  private static final int SECRET_MODE = 0440;
  private static final int CONFIG_MODE = 0444;

  /** The volume of a claim template. */
  public static Mount claim(String name, String path) {
    return new Mount(null, new VolumeMountBuilder().withName(name).withMountPath(path).build());
  }

  /**
   * Returns the read-only mount of a ConfigMap.
   *
   * @param name name of the volume
   * @param configMap name of the ConfigMap
   * @param path mount path
   */
  public static Mount configMap(String name, String configMap, String path) {
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

  /**
   * Returns the read-only mount of a Secret.
   *
   * @param name name of the volume
   * @param secret name of the Secret
   * @param path mount path
   */
  public static Mount secret(String name, String secret, String path) {
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
  public static Mount projected(String name, String path, List<VolumeProjection> sources) {
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
  public static Mount emptyDir(String name, String path, String sizeLimit) {
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
  public static Mount memoryEmptyDir(String name, String path, long bytes) {
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
  public static VolumeProjection secretItems(String secret, Map<String, String> pathsByKey) {
    return new VolumeProjectionBuilder()
        .withNewSecret()
        .withName(secret)
        .withItems(items(pathsByKey))
        .endSecret()
        .build();
  }

  /** A ConfigMap's files by key, for a projected directory. */
  public static VolumeProjection configMapItems(String configMap, Map<String, String> pathsByKey) {
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

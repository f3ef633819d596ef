package dev.ecommercestack.operator.manager.plan.stack;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.ManagedBacking;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image of each component.
 *
 * <p>For a broker or database: the image in its spec, else the operator's override, else the public
 * image. For the components of this project: the image in its spec, else the one in the registry
 * that the spec names, else the operator's override, else {@code ecommerce-stack/<component>}; the
 * tag is the version of the stack.
 *
 * @param operatorVersion version of the operator, which stacks without a version have too
 * @param overrides image references by component name
 */
public record ImageCatalog(String operatorVersion, Map<String, String> overrides) {
  /** Environment variables of the operator that override an image begin with this. */
  static final String ENVIRONMENT_PREFIX = "RELATED_IMAGE_";

  private static final Map<String, String> PUBLIC_IMAGES =
      Map.of(
          Components.POSTGRESQL, "postgres:18",
          Components.KAFKA, "apache/kafka:4.2.2",
          Components.RABBITMQ, "rabbitmq:4.0-management",
          Components.REDIS, "valkey/valkey:8.1");

  /** Keeps a copy of the overrides. */
  public ImageCatalog {
    overrides = Map.copyOf(overrides);
  }

  /**
   * Reads overrides from environment variables such as {@code RELATED_IMAGE_KAFKA}; empty ones
   * count as absent.
   */
  public static ImageCatalog fromEnvironment(
      String operatorVersion, Map<String, String> environment) {
    Map<String, String> overrides = new HashMap<>();
    environment.forEach(
        (name, image) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX) && !image.isBlank()) {
            String component = name.substring(ENVIRONMENT_PREFIX.length());
            overrides.put(component.toLowerCase(Locale.ROOT).replace('_', '-'), image.strip());
          }
        });
    return new ImageCatalog(operatorVersion, overrides);
  }

  /**
   * Returns the version of this project's components in a stack.
   *
   * @param spec the spec of the stack
   */
  public String version(EcommerceStackSpec spec) {
    return requireNonNullElse(spec.version(), operatorVersion);
  }

  /** Returns why this operator cannot run the version that a stack asks for; empty if it can. */
  public Optional<String> refusal(EcommerceStackSpec spec) {
    String version = version(spec);
    return SupportedVersions.contains(version, operatorVersion)
        ? Optional.empty()
        : Optional.of(
            "spec.version is %s, which operator %s does not support: it runs %s and older versions with the same minor number. Leave spec.version out, write one of these, or install the operator of version %s."
                .formatted(version, operatorVersion, operatorVersion, version));
  }

  /** Returns the image reference of a component. */
  public String resolve(String component, EcommerceStackSpec spec) {
    String imageInSpec = imageInSpec(component, spec);
    if (imageInSpec != null) {
      return imageInSpec;
    }
    String override = overrides.get(component);
    String publicImage = PUBLIC_IMAGES.get(component);
    if (publicImage != null) {
      return requireNonNullElse(override, publicImage);
    }
    String version = version(spec);
    String registry = spec.images().registry();
    if (registry != null) {
      return registry + "/" + Labels.PRODUCT + "/" + component + ":" + version;
    }
    if (override == null) {
      return Labels.PRODUCT + "/" + component + ":" + version;
    }
    // The override is the operator's own release; another version lies beside it.
    return version.equals(operatorVersion) ? override : repository(override) + ":" + version;
  }

  private static @Nullable String imageInSpec(String component, EcommerceStackSpec spec) {
    return switch (component) {
      case Components.POSTGRESQL -> image(spec.postgresql().managed());
      case Components.KAFKA -> image(spec.kafka().managed());
      case Components.RABBITMQ -> image(spec.rabbitmq().managed());
      case Components.REDIS -> image(spec.redis().managed());
      case Components.EUREKA -> spec.eureka().image();
      case Components.GATEWAY -> spec.gateway().image();
      case Components.USER -> spec.user().image();
      case Components.PRODUCT -> spec.product().image();
      case Components.ORDER -> spec.order().image();
      case Components.EVENT -> spec.event().image();
      case Components.WORKER -> spec.worker().image();
      default -> null;
    };
  }

  private static @Nullable String image(@Nullable ManagedBacking backing) {
    return backing == null ? null : backing.image();
  }

  private static String repository(String reference) {
    int digest = reference.indexOf('@');
    String tagged = digest < 0 ? reference : reference.substring(0, digest);
    int tag = tagged.lastIndexOf(':');
    return tag > tagged.lastIndexOf('/') ? tagged.substring(0, tag) : tagged;
  }
}

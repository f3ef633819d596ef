package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.DeletionPolicy;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.ManagedBacking;
import dev.ecommercestack.operator.api.v1alpha1.component.ComponentSpec;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the plans of all components of one stack share: names, metadata, the spec and the
 * credentials.
 *
 * @param input what the plan is computed from
 * @param operatorNamespace the namespace that the operator's own pods run in
 */
record StackScope(StackInput input, String operatorNamespace) {

  String name() {
    return input.stack().getMetadata().getName();
  }

  String namespace() {
    return input.stack().getMetadata().getNamespace();
  }

  EcommerceStackSpec spec() {
    return input.stack().getSpec();
  }

  Topology topology() {
    return input.topology();
  }

  boolean deletesData() {
    return spec().deletionPolicy() == DeletionPolicy.Delete;
  }

  String image(String component) {
    return input.images().resolve(component, spec());
  }

  ComponentObjects component(String component) {
    return new ComponentObjects(this, component);
  }

  /** A managed backing service with its pod settings, resources and image. */
  Workload workload(String component, ManagedBacking backing) {
    return new Workload(component(component), backing.pods(), backing.resources());
  }

  /** One of the Spring services with its pod settings, resources and image. */
  Workload workload(String component, ComponentSpec service) {
    return new Workload(component(component), service.pods(), service.resources());
  }

  /** What the spec says about one of the Spring services. */
  ComponentSpec service(String component) {
    return Objects.requireNonNull(SecretReference.services(spec()).get(component), component);
  }

  /** Metadata of an object that goes with the stack. */
  ObjectMeta metadata(String objectName, String component) {
    return new ObjectMetaBuilder(unowned(objectName, component))
        .withOwnerReferences(owner())
        .build();
  }

  /** Metadata of a Secret that opens volumes: it stays with them when the stack is deleted. */
  ObjectMeta credentialMetadata(String objectName, String component) {
    return deletesData()
        ? metadata(objectName, component)
        : new ObjectMetaBuilder(unowned(objectName, component))
            .withAnnotations(new TreeMap<>(Labels.KEPT_BY_ARGO_CD))
            .build();
  }

  private ObjectMeta unowned(String objectName, String component) {
    return new ObjectMetaBuilder()
        .withName(objectName)
        .withNamespace(namespace())
        .withLabels(Labels.of(name(), component))
        .build();
  }

  private OwnerReference owner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(HasMetadata.getApiVersion(input.stack().getClass()))
        .withKind(HasMetadata.getKind(input.stack().getClass()))
        .withName(name())
        .withUid(input.stack().getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** The name of the Secret of a backing service's administrator, or null if it takes no login. */
  @Nullable String adminSecret(Backing backing) {
    if (isManaged(backing)) {
      return Names.admin(name(), backing);
    }
    SecretRef reference = ExternalBacking.of(spec(), backing).credentials();
    return reference == null ? null : reference.name();
  }

  boolean isManaged(Backing backing) {
    return ExternalBacking.isManaged(spec(), backing);
  }

  /**
   * The decoded data of a Secret of the input.
   *
   * @throws MissingSecretException if the input lacks it
   */
  Map<String, String> secret(String secretName) {
    if (!input.credentials().containsKey(secretName)) {
      throw new MissingSecretException(name(), secretName, "");
    }
    return data(secretName);
  }

  private Map<String, String> data(String secretName) {
    Secret secret = input.credentials().get(secretName);
    Map<String, String> decoded = new TreeMap<>();
    if (secret == null) {
      return decoded;
    }
    if (secret.getData() != null) {
      secret
          .getData()
          .forEach(
              (key, value) ->
                  decoded.put(
                      key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    }
    if (secret.getStringData() != null) {
      decoded.putAll(secret.getStringData());
    }
    return decoded;
  }

  /**
   * One value of a Secret of the input.
   *
   * @throws MissingSecretException if the input lacks it, or if it is empty
   */
  String secret(String secretName, String key) {
    String value = data(secretName).getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new MissingSecretException(name(), secretName, key);
    }
    return value;
  }
}

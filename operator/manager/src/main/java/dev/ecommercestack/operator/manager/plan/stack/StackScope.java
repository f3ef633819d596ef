package dev.ecommercestack.operator.manager.plan.stack;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.DeletionPolicy;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
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
 * @param apiServer where the API server may be
 */
public record StackScope(StackInput input, String operatorNamespace, ApiServerAddresses apiServer) {

  /** Returns the name of the stack. */
  public String name() {
    return input.stack().getMetadata().getName();
  }

  /** Returns the namespace of the stack. */
  public String namespace() {
    return input.stack().getMetadata().getNamespace();
  }

  /** Returns the spec of the stack. */
  public EcommerceStackSpec spec() {
    return input.stack().getSpec();
  }

  /** Returns topics, queues and databases, and which service needs which. */
  public Topology topology() {
    return input.topology();
  }

  boolean deletesData() {
    return spec().deletionPolicy() == DeletionPolicy.Delete;
  }

  /**
   * Returns the image reference of a component.
   *
   * @param component name of the component
   */
  public String image(String component) {
    return input.images().resolve(component, spec());
  }

  /** What the spec says about one of the Spring services. */
  public ComponentSpec service(String component) {
    return Objects.requireNonNull(Components.services(spec()).get(component), component);
  }

  /** Metadata of an object that goes with the stack. */
  public ObjectMeta metadata(String objectName, String component) {
    return new ObjectMetaBuilder(unowned(objectName, component))
        .withOwnerReferences(owner())
        .build();
  }

  /** Metadata of a Secret that opens volumes: it stays with them when the stack is deleted. */
  public ObjectMeta credentialMetadata(String objectName, String component) {
    return deletesData()
        ? metadata(objectName, component)
        : new ObjectMetaBuilder(unowned(objectName, component))
            .withAnnotations(new TreeMap<>(Labels.ARGO_CD_KEEP_ANNOTATIONS))
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
  public @Nullable String adminSecret(Backing backing) {
    if (isManaged(backing)) {
      return ObjectNames.admin(name(), backing);
    }
    SecretRef reference = ExternalBacking.of(spec(), backing).credentials();
    return reference == null ? null : reference.name();
  }

  /**
   * Returns whether the operator runs a backing service.
   *
   * @param backing the backing service
   */
  public boolean isManaged(Backing backing) {
    return ExternalBacking.isManaged(spec(), backing);
  }

  /**
   * The decoded data of a Secret of the input.
   *
   * @throws MissingSecretException if the input lacks it
   */
  public Map<String, String> secret(String secretName) {
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
  public String secret(String secretName, String key) {
    String value = data(secretName).getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new MissingSecretException(name(), secretName, key);
    }
    return value;
  }
}

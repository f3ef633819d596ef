package dev.ecommercestack.operator.manager.credentials;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Generates what is missing in the Secrets of a stack. What is there always wins. */
public final class CredentialGenerator {
  // Neither URLs, property files, JAAS nor shells give any of these a meaning.
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int UUID_BYTES = 16;

  private final RandomGenerator random;

  /**
   * Makes a generator.
   *
   * @param random where passwords come from: a {@link java.security.SecureRandom}, but in tests
   */
  public CredentialGenerator(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Returns the Secret with all requested keys.
   *
   * <p>A new one has labels but no owner: applying the plan gives it one where the deletion policy
   * says so. An existing one is returned as it is when nothing is missing.
   *
   * @param stack the stack that needs the Secret
   * @param request name, labels and keys of the Secret
   * @param existing the Secret of that name in the namespace of the stack, or null
   * @throws ForeignSecretException if the existing one does not belong to the stack
   */
  public Secret complete(
      EcommerceStack stack, CredentialRequest request, @Nullable Secret existing) {
    if (existing == null) {
      return created(stack, request);
    }
    if (!isMarked(existing, request.ownershipLabels())) {
      throw new ForeignSecretException(
          stack.getMetadata().getName(), existing, request.ownershipLabels());
    }
    Map<String, String> data = new TreeMap<>(requireNonNullElse(existing.getData(), Map.of()));
    boolean complete = !addMissing(data, request);
    return complete ? existing : new SecretBuilder(existing).withData(data).build();
  }

  private Secret created(EcommerceStack stack, CredentialRequest request) {
    Map<String, String> data = new TreeMap<>();
    addMissing(data, request);
    return new SecretBuilder()
        .withNewMetadata()
        .withName(request.secretName())
        .withNamespace(stack.getMetadata().getNamespace())
        .withLabels(new TreeMap<>(request.labels()))
        .endMetadata()
        .withType("Opaque")
        .withData(data)
        .build();
  }

  private boolean addMissing(Map<String, String> data, CredentialRequest request) {
    boolean added = false;
    // Sorted, so that the same random source always gives the same values.
    for (var key : new TreeMap<>(request.keys()).entrySet()) {
      if (data.getOrDefault(key.getKey(), "").isEmpty()) {
        byte[] value = generate(key.getValue()).getBytes(StandardCharsets.UTF_8);
        data.put(key.getKey(), Base64.getEncoder().encodeToString(value));
        added = true;
      }
    }
    return added;
  }

  private static boolean isMarked(Secret secret, Map<String, String> ownershipLabels) {
    Map<String, String> labels =
        requireNonNullElse(secret.getMetadata().getLabels(), Map.<String, String>of());
    return labels.entrySet().containsAll(ownershipLabels.entrySet());
  }

  private String generate(ValueSource source) {
    return switch (source) {
      case ValueSource.Fixed(String value) -> value;
      case ValueSource.Password(int length) -> password(length);
      case ValueSource.KafkaClusterId() -> clusterId();
    };
  }

  private String password(int length) {
    StringBuilder password = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  private String clusterId() {
    byte[] bytes = new byte[UUID_BYTES];
    String id;
    do {
      random.nextBytes(bytes);
      id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      // Kafka's tools would take it for an option.
    } while (id.startsWith("-"));
    return id;
  }
}

package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.credentials.CredentialGenerator;
import dev.ecommercestack.operator.manager.plan.stack.ApiServerAddresses;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ImageCatalog;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.StackInput;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stacks, their Secrets and their plans, for tests. */
public final class Stacks {
  static final String NAMESPACE = "shops";
  public static final Topology TOPOLOGY = Topology.load();
  static final ImageCatalog IMAGES = new ImageCatalog("0.1.0", Map.of());
  public static final Planner PLANNER =
      new Planner("ecommerce-stack-system", ApiServerAddresses.ANY);

  private static final long SEED = 42;

  private Stacks() {}

  /**
   * A stack named shop with this spec, in YAML's flow style, for example {@code {suspend: true}}.
   */
  public static EcommerceStack stack(String spec) {
    return stack("shop", spec);
  }

  public static EcommerceStack stack(String name, String spec) {
    EcommerceStack stack =
        Serialization.unmarshal(
            """
            apiVersion: ecommercestack.dev/v1alpha1
            kind: EcommerceStack
            metadata: {name: %s, namespace: %s, uid: 5c9d34a6-6a4e-4f10-9b58-0f1d6a9c6a55}
            spec: %s
            """
                .formatted(name, NAMESPACE, spec),
            EcommerceStack.class);
    return stack;
  }

  /** What the operator generates for a stack, always the same, and what its user brings. */
  public static Map<String, Secret> secrets(EcommerceStack stack) {
    var generator = new CredentialGenerator(new Random(SEED));
    Map<String, Secret> secrets = new TreeMap<>();
    PLANNER
        .credentials(stack, TOPOLOGY)
        .forEach(
            request -> secrets.put(request.secretName(), generator.complete(stack, request, null)));
    Validator.referencedSecrets(stack).forEach(name -> secrets.put(name, brought(name)));
    return secrets;
  }

  /** A Secret of the user with every key that a stack may ask for. */
  public static Secret brought(String name) {
    return secret(
        name,
        Map.of(
            "username", "owner-" + name,
            "password", "brought-password-" + name,
            "ca.crt", "-----BEGIN CERTIFICATE-----",
            "tls.crt", "certificate",
            "tls.key", "key",
            ".dockerconfigjson", "{}"));
  }

  public static Secret secret(String name, Map<String, String> values) {
    Map<String, String> data = new TreeMap<>();
    values.forEach(
        (key, value) ->
            data.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withData(data)
        .build();
  }

  /** UIDs of the volume claims of a stack, whose StatefulSets have at most five pods. */
  public static Map<String, String> volumes(EcommerceStack stack) {
    Map<String, String> uids = new TreeMap<>();
    for (String component : List.of(Components.KAFKA, Components.RABBITMQ, Components.POSTGRESQL)) {
      for (int pod = 0; pod < 5; pod++) {
        String claim = ObjectNames.volumeClaim(stack.getMetadata().getName(), component, pod);
        uids.put(claim, "uid-of-" + claim);
      }
    }
    return uids;
  }

  /** What the plans of the components of a stack share. */
  public static StackScope scope(EcommerceStack stack, Map<String, Secret> secrets) {
    return new StackScope(
        input(stack, secrets, volumes(stack)), "ecommerce-stack-system", ApiServerAddresses.ANY);
  }

  public static Plan plan(EcommerceStack stack) {
    return plan(stack, secrets(stack));
  }

  public static Plan plan(EcommerceStack stack, Map<String, Secret> secrets) {
    return plan(stack, secrets, volumes(stack));
  }

  public static Plan plan(
      EcommerceStack stack, Map<String, Secret> secrets, Map<String, String> volumes) {
    return PLANNER.plan(input(stack, secrets, volumes));
  }

  /** The plan of a stack that has these pods. */
  public static Plan plan(EcommerceStack stack, List<Pod> pods) {
    return PLANNER.plan(
        new StackInput(stack, IMAGES, TOPOLOGY, secrets(stack), List.of(), volumes(stack), pods));
  }

  /** What the plan of a stack is computed from, with all Secrets and volumes and no pod. */
  public static StackInput input(EcommerceStack stack) {
    return input(stack, secrets(stack), volumes(stack));
  }

  private static StackInput input(
      EcommerceStack stack, Map<String, Secret> secrets, Map<String, String> volumes) {
    return new StackInput(stack, IMAGES, TOPOLOGY, secrets, List.of(), volumes, List.of());
  }

  public static Plan plan(String spec) {
    return plan(stack(spec));
  }

  /** The object of this kind and name. */
  public static <T extends HasMetadata> T find(Plan plan, Class<T> kind, String name) {
    return plan.objects()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("The plan has no " + kind.getSimpleName() + " " + name));
  }

  public static ComponentPlan component(Plan plan, String component) {
    return plan.components()
        .filter(planned -> planned.component().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The plan has no component " + component));
  }

  /** Everything of a plan that makes pods. */
  public static Stream<HasMetadata> workloads(Plan plan) {
    return plan.objects().filter(object -> template(object).isPresent());
  }

  public static Optional<PodTemplateSpec> template(HasMetadata object) {
    return switch (object) {
      case StatefulSet set -> Optional.of(set.getSpec().getTemplate());
      case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
      case Job job -> Optional.of(job.getSpec().getTemplate());
      default -> Optional.empty();
    };
  }

  public static Optional<LabelSelector> selector(HasMetadata object) {
    return switch (object) {
      case StatefulSet set -> Optional.of(set.getSpec().getSelector());
      case Deployment deployment -> Optional.of(deployment.getSpec().getSelector());
      default -> Optional.empty();
    };
  }

  /** A value of a Secret that must be there. */
  public static String value(@Nullable Secret secret, String key) {
    String value = Objects.requireNonNull(secret).getData().get(key);
    return decoded(Objects.requireNonNull(value, key));
  }

  static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }
}

package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.ConnectionDemand;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.ManagedBacking;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RedisSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.manager.plan.backing.PostgreSqlCapacity;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.service.JvmMemory;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of a stack that the schema of the CRD cannot express. */
public final class Validator {
  private Validator() {}

  /** Returns the names of the user's Secrets that a stack refers to. */
  public static SortedSet<String> referencedSecrets(EcommerceStack stack) {
    SortedSet<String> names = new TreeSet<>();
    SecretReference.of(stack.getSpec()).forEach(reference -> names.add(reference.secret()));
    return names;
  }

  /**
   * Returns the user's Secrets and keys that are missing. Components that do not need them are
   * applied.
   *
   * @param existing those of {@link #referencedSecrets} that exist, by name
   */
  public static List<MissingSecret> missingSecrets(
      EcommerceStack stack, Map<String, Secret> existing) {
    return SecretReference.of(stack.getSpec()).stream()
        .flatMap(
            reference ->
                Stream.ofNullable(missing(reference, existing.get(reference.secret()), stack)))
        .toList();
  }

  /**
   * Returns what is wrong with a spec, each as a sentence that says what to do. Nothing of the
   * stack may be applied unless the list is empty.
   */
  public static List<String> validate(EcommerceStack stack, Topology topology) {
    EcommerceStackSpec spec = stack.getSpec();
    List<String> problems = new ArrayList<>();
    KafkaSpec.External kafka = spec.kafka().external();
    if (kafka != null && kafka.credentials() == null) {
      problems.add(
          "spec.kafka.external.credentials is missing: topics and users cannot be made without a"
              + " login. Name a Secret with the keys username and password.");
    }
    if (!ZoneId.getAvailableZoneIds().contains(spec.timeZone())) {
      problems.add(
          "spec.timeZone is %s, which is no time zone of the IANA database. Write a name such as"
                  .formatted(spec.timeZone())
              + " Asia/Seoul or UTC.");
    }
    memory(problems, spec);
    databaseConnections(problems, spec, topology);
    environmentNames(problems, spec);
    return List.copyOf(problems);
  }

  private static @Nullable MissingSecret missing(
      SecretReference reference, @Nullable Secret secret, EcommerceStack stack) {
    if (secret == null) {
      return new MissingSecret(
          reference.path(),
          reference.secret(),
          List.of(),
          "%s names the Secret %s, which does not exist in namespace %s. Create it with the keys %s."
              .formatted(
                  reference.path(),
                  reference.secret(),
                  stack.getMetadata().getNamespace(),
                  String.join(", ", reference.keys())),
          true);
    }
    Map<String, String> data = secret.getData() == null ? Map.of() : secret.getData();
    List<String> missing =
        reference.keys().stream().filter(key -> data.getOrDefault(key, "").isEmpty()).toList();
    return missing.isEmpty()
        ? null
        : new MissingSecret(
            reference.path(),
            reference.secret(),
            missing,
            "%s names the Secret %s, which lacks %s. Add the missing keys."
                .formatted(reference.path(), reference.secret(), String.join(", ", missing)),
            true);
  }

  private static void memory(List<String> problems, EcommerceStackSpec spec) {
    memory(problems, "kafka", spec.kafka().managed(), 256);
    memory(problems, "rabbitmq", spec.rabbitmq().managed(), 192);
    memory(problems, "postgresql", spec.postgresql().managed(), 128);
    RedisSpec.Managed redis = spec.redis().managed();
    if (redis != null) {
      long data = Sizes.mebibytes(Sizes.bytes(redis.memory()));
      memory(problems, "redis", redis, data + 16);
    }
    Components.services(spec)
        .forEach(
            (name, service) ->
                memory(
                    problems,
                    name,
                    service.resources(),
                    JvmMemory.minLimitMebibytes(name, spec.jvmProfile())));
  }

  private static void memory(
      List<String> problems,
      String component,
      @Nullable ManagedBacking backing,
      long minMebibytes) {
    if (backing != null) {
      memory(problems, component + ".managed", backing.resources(), minMebibytes);
    }
  }

  private static void memory(
      List<String> problems, String path, ResourcesSpec resources, long minMebibytes) {
    String memory = ContainerResources.specifiedMemory(resources);
    if (memory != null && Sizes.mebibytes(Sizes.bytes(memory)) < minMebibytes) {
      problems.add(
          "spec.%s.resources.%s.memory is %s, with which it cannot start. Write at least %dMi."
              .formatted(
                  path,
                  resources.limits().memory() != null ? "limits" : "requests",
                  memory,
                  minMebibytes));
    }
  }

  /**
   * Refuses a memory limit that all connections together exceed; the kernel would end the server.
   */
  private static void databaseConnections(
      List<String> problems, EcommerceStackSpec spec, Topology topology) {
    PostgresqlSpec.Managed managed = spec.postgresql().managed();
    if (managed == null) {
      return;
    }
    String memory = ContainerResources.specifiedMemory(managed.resources());
    ConnectionDemand demand = PostgreSqlCapacity.demand(spec, topology);
    long minMebibytes = PostgreSqlCapacity.minMebibytes(PostgreSqlCapacity.maxConnections(demand));
    if (memory != null && Sizes.mebibytes(Sizes.bytes(memory)) < minMebibytes) {
      problems.add(
          "spec.postgresql.managed.resources.%s.memory is %s, too little for the %d connections that the services need at their maxima (%s). Write at least %dMi, or lower maxReplicas."
              .formatted(
                  managed.resources().limits().memory() != null ? "limits" : "requests",
                  memory,
                  demand.total(),
                  demand,
                  minMebibytes));
    }
  }

  private static void environmentNames(List<String> problems, EcommerceStackSpec spec) {
    Components.services(spec)
        .forEach(
            (name, service) -> {
              Set<String> seen = new HashSet<>();
              service.env().stream()
                  .filter(variable -> !seen.add(variable.name()))
                  .forEach(
                      variable ->
                          problems.add(
                              "spec.%s.env has %s twice. Keep one of them."
                                  .formatted(name, variable.name())));
            });
  }
}

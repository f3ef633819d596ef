package dev.ecommercestack.operator.manager.plan.backing;

import static java.util.Objects.requireNonNull;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.PostgresqlSpec;
import dev.ecommercestack.operator.api.v1alpha1.backing.RabbitmqSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.JobPodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.Spread;
import dev.ecommercestack.operator.manager.plan.credentials.CaCertificates;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.EnvVars;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder.Pod;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ExternalBacking;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Job that makes topics, queues, users and databases. A Job cannot be changed, so its name has
 * a sum of everything that goes into it: other inputs make another Job, the same make the same. The
 * UIDs of the volume claims of what it configures are among the inputs: a new volume is empty.
 */
public final class DeclarePlan {
  private static final long USER_ID = 65532;
  private static final int BACKOFF_LIMIT = 6;
  private static final long DEADLINE_SECONDS = 3600;
  private static final int CHECKSUM_LENGTH = 8;

  /**
   * Files of one Secret in a directory of their own.
   *
   * @param secret name of the Secret
   * @param pathsByKey path of each file by its key in the Secret
   */
  private record Directory(String secret, Map<String, String> pathsByKey) {
    static Directory of(String secret, String directory, List<String> keys) {
      Map<String, String> paths = new TreeMap<>();
      keys.forEach(key -> paths.put(key, directory + "/" + key));
      return new Directory(secret, paths);
    }
  }

  private final StackScope scope;
  private final ComponentObjects objects;
  private final WorkloadBuilder workload;

  private DeclarePlan(StackScope scope) {
    this.scope = scope;
    this.objects = new ComponentObjects(scope, Components.DECLARE);
    this.workload =
        new WorkloadBuilder(
            objects, pods(scope.spec().declare().pods()), scope.spec().declare().resources());
  }

  private static PodSettings pods(JobPodSettings own) {
    return new PodSettings(null, Map.of(), List.of(), Spread.NONE, own.labels(), own.annotations());
  }

  /**
   * Returns the plan of the Job and its inputs.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    return new DeclarePlan(scope).plan();
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.DECLARE);
    Map<String, String> config =
        Map.of(CredentialFiles.CONFIG_FILE, DeclareConfigs.of(scope).toYaml());
    List<HasMetadata> planned =
        new ArrayList<>(
            List.of(
                objects.serviceAccount(),
                objects.configMap(config),
                BackingEgress.allowDeclare(NetworkPolicyRules.of(objects), scope).build()));
    Optional<String> missingClaim =
        volumeClaims(scope)
            .filter(claim -> !scope.input().volumes().containsKey(claim))
            .findFirst();
    // Without it one Job would run now, and another as soon as the volume is there.
    if (missingClaim.isEmpty()) {
      planned.add(job(image, config));
    }
    return new ComponentPlan(
        Components.DECLARE,
        ComponentKind.JOB,
        image,
        true,
        planned,
        null,
        null,
        missingClaim
            .map("waits for PersistentVolumeClaim %s, which its StatefulSet makes"::formatted)
            .orElse(null));
  }

  /** Names of the volume claims of the managed servers that are configured here. */
  private static Stream<String> volumeClaims(StackScope scope) {
    KafkaSpec.Managed kafka = scope.spec().kafka().managed();
    RabbitmqSpec.Managed rabbitmq = scope.spec().rabbitmq().managed();
    PostgresqlSpec.Managed postgresql = scope.spec().postgresql().managed();
    return Stream.of(
            volumeClaims(scope, Components.KAFKA, kafka == null ? 0 : kafka.replicas()),
            volumeClaims(scope, Components.RABBITMQ, rabbitmq == null ? 0 : rabbitmq.replicas()),
            volumeClaims(scope, Components.POSTGRESQL, postgresql == null ? 0 : 1))
        .flatMap(claims -> claims);
  }

  private static Stream<String> volumeClaims(StackScope scope, String component, int pods) {
    return IntStream.range(0, pods)
        .mapToObj(pod -> ObjectNames.volumeClaim(scope.name(), component, pod));
  }

  private Job job(String image, Map<String, String> config) {
    ResourceRequirements requirements = workload.requirements("50m", "192Mi");
    List<Mount> mounts = mounts();
    Container declare =
        workload
            .container(Components.DECLARE, image, requirements, mounts)
            .withEnv(environment())
            .build();
    Map<String, String> inputs = new TreeMap<>(config);
    for (Directory directory : directories()) {
      directory
          .pathsByKey()
          .forEach((key, path) -> inputs.put(path, scope.secret(directory.secret(), key)));
    }
    inputs.putAll(trust().content());
    volumeClaims(scope)
        .forEach(
            claim ->
                inputs.put("volume/" + claim, requireNonNull(scope.input().volumes().get(claim))));
    PodTemplateSpec template =
        workload
            .template(new Pod(USER_ID, List.of(), declare, mounts, 30, 1, Checksums.of(inputs)))
            .edit()
            .editSpec()
            .withRestartPolicy("Never")
            .endSpec()
            .build();
    String checksum = Checksums.of(Checksums.json(template)).substring(0, CHECKSUM_LENGTH);
    return new JobBuilder()
        .withMetadata(scope.metadata(objects.name() + "-" + checksum, Components.DECLARE))
        .withNewSpec()
        .withBackoffLimit(BACKOFF_LIMIT)
        .withActiveDeadlineSeconds(DEADLINE_SECONDS)
        .withTemplate(template)
        .endSpec()
        .build();
  }

  private List<EnvVar> environment() {
    return List.of(
        EnvVars.value(CredentialFiles.CONFIG_ENV, CredentialFiles.DEFAULT_CONFIG),
        EnvVars.value(CredentialFiles.DIRECTORY_ENV, CredentialFiles.DEFAULT_DIRECTORY));
  }

  private List<Mount> mounts() {
    List<VolumeProjection> secrets =
        directories().stream().map(it -> Mount.secretItems(it.secret(), it.pathsByKey())).toList();
    List<Mount> mounts = new ArrayList<>();
    mounts.add(Mount.configMap("config", objects.name(), "/etc/declare"));
    mounts.add(Mount.projected("credentials", CredentialFiles.DEFAULT_DIRECTORY, secrets));
    mounts.add(Mount.emptyDir("tmp", "/tmp", "64Mi"));
    trust().mount().ifPresent(mounts::add);
    return mounts;
  }

  /** The directory of each administrator and user, with what is declared of it only. */
  private List<Directory> directories() {
    List<Directory> directories = new ArrayList<>();
    List<Backing> declared =
        Arrays.stream(Backing.values()).filter(backing -> isDeclared(scope, backing)).toList();
    for (Backing backing : declared) {
      String secret = scope.adminSecret(backing);
      if (secret != null) {
        directories.add(
            Directory.of(
                secret,
                CredentialFiles.adminDirectory(backing),
                List.of(CredentialFiles.USERNAME, CredentialFiles.PASSWORD)));
      }
    }
    Map<String, RequiredBackings> users =
        new LinkedHashMap<>(RequiredBackings.of(scope.topology()));
    users.put(Topology.OPERATOR, RequiredBackings.of(scope.topology(), Topology.OPERATOR));
    users.forEach(
        (user, needs) -> {
          List<String> keys =
              declared.stream()
                  .filter(needs::includes)
                  .flatMap(
                      backing ->
                          Stream.of(
                              CredentialFiles.username(backing), CredentialFiles.password(backing)))
                  .toList();
          if (!keys.isEmpty()) {
            directories.add(
                Directory.of(ObjectNames.serviceCredentials(scope.name(), user), user, keys));
          }
        });
    return directories;
  }

  private static boolean isDeclared(StackScope scope, Backing backing) {
    // The users of a managed Redis are in its file.
    boolean inFile = backing == Backing.REDIS && scope.isManaged(backing);
    return !inFile && ExternalBacking.hasLogin(scope.spec(), backing);
  }

  private CaCertificates trust() {
    return CaCertificates.of(scope, List.of(Backing.values()));
  }
}

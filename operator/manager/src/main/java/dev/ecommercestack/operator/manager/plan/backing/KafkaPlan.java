package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.RequiredBackings;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects;
import dev.ecommercestack.operator.manager.plan.pod.ComponentObjects.Port;
import dev.ecommercestack.operator.manager.plan.pod.ContainerPorts;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.pod.EnvVars;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.pod.NetworkPolicyRules;
import dev.ecommercestack.operator.manager.plan.pod.Probes;
import dev.ecommercestack.operator.manager.plan.pod.WorkloadBuilder;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kafka brokers that are their own controllers (KRaft). Services and the operator connect to one
 * port and authenticate with SCRAM; brokers and {@code declare} connect to another port as the
 * administrator.
 */
public final class KafkaPlan {
  /** For the brokers themselves and {@code declare}. */
  static final int INTERNAL_PORT = 9091;

  /** For the services and the operator. */
  static final int CLIENT_PORT = 9092;

  /** For the controllers among each other. */
  static final int CONTROLLER_PORT = 9093;

  private static final long USER_ID = 1000;
  // Not /etc/kafka: the public image has volumes of its own there.
  private static final String CONFIG_DIRECTORY = "/etc/kafka-broker";
  private static final String BIN_DIRECTORY = "/opt/kafka/bin/";
  // The public image declares a volume here, which would otherwise be mounted over this one.
  private static final String VOLUME_DIRECTORY = "/var/lib/kafka/data";
  private static final String CREDENTIALS_DIRECTORY =
      CredentialFiles.DEFAULT_DIRECTORY + "/" + CredentialFiles.adminDirectory(Backing.KAFKA);
  private static final String SERVER_PROPERTIES_FILE = "server.properties";
  private static final String LOGGING_FILE = "log4j2.properties";

  // Below this, start-up time and the JVM's own memory count for more than peak throughput.
  private static final long SMALL_MEMORY_BYTES = 768 * Sizes.MEBIBYTE;

  // A volume keeps the id of its cluster, even if the Secret with the id was replaced.
  private static final String FORMAT_SCRIPT =
      """
      id=
      if [ -f %2$s/data/meta.properties ]; then
        while IFS='=' read -r key value; do
          if [ "$key" = cluster.id ]; then id=$value; fi
        done <%2$s/data/meta.properties
      fi
      exec %1$skafka-storage.sh format --ignore-formatted \\
        --cluster-id "${id:-$(cat %3$s/%4$s)}" --config %5$s/%6$s
      """
          .formatted(
              BIN_DIRECTORY,
              VOLUME_DIRECTORY,
              CREDENTIALS_DIRECTORY,
              CredentialKeys.KAFKA_CLUSTER_ID,
              CONFIG_DIRECTORY,
              SERVER_PROPERTIES_FILE);

  // Moving leaders away takes seconds; a broker whose quorum is gone would wait 5 minutes in vain.
  private static final long GRACE_SECONDS = 60;

  private final StackScope scope;
  private final KafkaSpec.Managed spec;
  private final WorkloadBuilder workload;
  private final ComponentObjects objects;

  private KafkaPlan(StackScope scope, KafkaSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = WorkloadBuilder.of(scope, Components.KAFKA, spec);
    this.objects = workload.objects();
  }

  /**
   * Returns the plan of Kafka, managed or external.
   *
   * @param scope the stack
   */
  public static ComponentPlan of(StackScope scope) {
    KafkaSpec.Managed managed = scope.spec().kafka().managed();
    return managed == null
        ? ComponentPlan.external(Components.KAFKA)
        : new KafkaPlan(scope, managed).plan();
  }

  /** Copies of a partition: as many as there are brokers, at most three. */
  static int replicationFactor(KafkaSpec.Managed spec) {
    return Math.min(3, spec.replicas());
  }

  /** Copies that must have a record: one broker may be away. */
  static int minInsyncReplicas(KafkaSpec.Managed spec) {
    return Math.max(1, replicationFactor(spec) - 1);
  }

  private ComponentPlan plan() {
    String image = scope.image(Components.KAFKA);
    ResourceRequirements requirements = workload.requirements("200m", "1Gi");
    long heap = heap(ContainerResources.memoryLimitBytes(requirements));
    Map<String, String> config =
        Map.of(
            SERVER_PROPERTIES_FILE,
            new KafkaConfig(scope, spec, CREDENTIALS_DIRECTORY, VOLUME_DIRECTORY + "/data")
                .properties(heap),
            LOGGING_FILE,
            KafkaConfig.LOGGING_PROPERTIES);
    List<Port> clients =
        List.of(new Port("client", CLIENT_PORT), new Port("internal", INTERNAL_PORT));
    List<Port> nodes =
        Stream.concat(clients.stream(), Stream.of(new Port("controller", CONTROLLER_PORT)))
            .toList();
    return new ComponentPlan(
        Components.KAFKA,
        ComponentKind.WORKLOAD,
        image,
        true,
        List.of(
            objects.serviceAccount(),
            objects.configMap(config),
            objects.service(clients),
            objects.headlessService(nodes),
            policy(),
            objects.disruptionBudget(),
            workload
                .statefulSet(
                    pod(image, requirements, config),
                    ObjectNames.headlessService(scope.name(), Components.KAFKA),
                    new WorkloadBuilder.Storage(spec.storage(), spec.storageClassName()))
                .editSpec()
                // The next broker restarts when the last one has had time to catch up.
                .withMinReadySeconds(spec.replicas() > 1 ? 20 : null)
                .endSpec()
                .build()));
  }

  private NetworkPolicy policy() {
    return NetworkPolicyRules.of(objects)
        .allowFrom(RequiredBackings.services(scope.topology(), Backing.KAFKA), CLIENT_PORT)
        .allowFrom(List.of(Components.DECLARE), INTERNAL_PORT)
        .allowFromOperator(CLIENT_PORT)
        .allowBetweenOwnPods(INTERNAL_PORT, CONTROLLER_PORT)
        .build();
  }

  private WorkloadBuilder.Pod pod(
      String image, ResourceRequirements requirements, Map<String, String> config) {
    String adminSecret = ObjectNames.admin(scope.name(), Backing.KAFKA);
    List<Mount> mounts =
        List.of(
            Mount.claim(ObjectNames.DATA_VOLUME, VOLUME_DIRECTORY),
            Mount.configMap("config", objects.name(), CONFIG_DIRECTORY),
            Mount.secret("credentials", adminSecret, CREDENTIALS_DIRECTORY),
            Mount.emptyDir("tmp", "/tmp", "256Mi"));
    long memory = ContainerResources.memoryLimitBytes(requirements);
    long heap = Sizes.mebibytes(heap(memory));
    Container format =
        WorkloadBuilder.initScript(
            workload
                .container("format", image, requirements, mounts)
                .withEnv(environment("-Xmx64m", true)),
            FORMAT_SCRIPT);
    Container broker =
        workload
            .container(Components.KAFKA, image, requirements, mounts)
            .withCommand(
                BIN_DIRECTORY + "kafka-server-start.sh",
                CONFIG_DIRECTORY + "/" + SERVER_PROPERTIES_FILE)
            .withEnv(
                environment("-Xms%1$dm -Xmx%1$dm".formatted(heap), memory < SMALL_MEMORY_BYTES))
            .withPorts(
                ContainerPorts.tcp("client", CLIENT_PORT),
                ContainerPorts.tcp("internal", INTERNAL_PORT),
                ContainerPorts.tcp("controller", CONTROLLER_PORT))
            // After a crash every segment is checked before the port opens.
            .withStartupProbe(Probes.startup("client", 1800))
            .withReadinessProbe(Probes.readiness("client"))
            .withLivenessProbe(Probes.liveness("internal"))
            .build();
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.putAll(scope.secret(adminSecret));
    return new WorkloadBuilder.Pod(
        USER_ID,
        List.of(format),
        broker,
        mounts,
        GRACE_SECONDS,
        spec.replicas(),
        Checksums.of(restartOn));
  }

  private static List<EnvVar> environment(String heap, boolean small) {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(EnvVars.field(KafkaConfig.POD_NAME, "metadata.name"));
    environment.add(
        EnvVars.field(KafkaConfig.NODE_ID, "metadata.labels['apps.kubernetes.io/pod-index']"));
    environment.add(EnvVars.value("KAFKA_HEAP_OPTS", heap));
    if (small) {
      environment.add(
          EnvVars.value("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    }
    environment.add(
        EnvVars.value(
            "KAFKA_LOG4J_OPTS",
            "-Dlog4j2.configurationFile=" + CONFIG_DIRECTORY + "/" + LOGGING_FILE));
    // The public image's scripts write files of their own; these two keep them off the root.
    environment.add(EnvVars.value("LOG_DIR", "/tmp/logs"));
    environment.add(EnvVars.value("EXTRA_ARGS", "-name kafkaServer"));
    return environment;
  }

  // The page cache, which serves consumers, and the JVM's own memory get the rest.
  private static long heap(long memory) {
    return memory / 2;
  }

  /** Returns the bootstrap server of {@code declare}: {@code host:port}. */
  static String internalBootstrap(StackScope scope) {
    return DnsNames.service(scope, Components.KAFKA) + ":" + INTERNAL_PORT;
  }

  /** Returns the bootstrap server of the services and the operator: {@code host:port}. */
  static String clientBootstrap(StackScope scope) {
    return DnsNames.service(scope, Components.KAFKA) + ":" + CLIENT_PORT;
  }
}

package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.ComponentObjects.Port;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kafka brokers that are their own controllers (KRaft). Services come in by one port and prove who
 * they are with SCRAM; brokers, the operator and {@code declare} by another, as the administrator.
 */
final class KafkaPlan {
  /** For the brokers themselves, the operator and {@code declare}. */
  static final int INTERNAL_PORT = 9091;

  /** For the services. */
  static final int CLIENT_PORT = 9092;

  /** For the controllers among each other. */
  static final int CONTROLLER_PORT = 9093;

  private static final long USER = 1000;
  // Not /etc/kafka: the public image has volumes of its own there.
  private static final String CONFIG = "/etc/kafka-broker";
  private static final String BIN = "/opt/kafka/bin/";
  // Where the public image declares one, which would else be put over ours.
  private static final String VOLUME = "/var/lib/kafka/data";
  private static final String CREDENTIALS =
      CredentialFiles.DEFAULT_DIRECTORY + "/" + CredentialFiles.adminDirectory(Backing.KAFKA);
  private static final String SERVER_PROPERTIES = "server.properties";
  private static final String LOGGING = "log4j2.properties";

  // Below this, start-up time and the JVM's own memory count for more than peak throughput.
  private static final long SMALL = 768 * Sizes.MEBIBYTE;

  // A volume keeps the cluster that it was made for, whatever became of the Secret meanwhile.
  private static final String FORMAT =
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
              BIN, VOLUME, CREDENTIALS, CredentialKeys.KAFKA_CLUSTER_ID, CONFIG, SERVER_PROPERTIES);

  // Moving leaders away takes seconds; a broker whose quorum is gone would wait 5 minutes in vain.
  private static final long GRACE_SECONDS = 60;

  private final StackScope scope;
  private final KafkaSpec.Managed spec;
  private final Workload workload;
  private final ComponentObjects objects;

  private KafkaPlan(StackScope scope, KafkaSpec.Managed spec) {
    this.scope = scope;
    this.spec = spec;
    this.workload = scope.workload(Components.KAFKA, spec);
    this.objects = workload.objects();
  }

  static ComponentPlan of(StackScope scope) {
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
    long heap = heap(Requirements.memoryLimit(requirements));
    Map<String, String> config =
        Map.of(
            SERVER_PROPERTIES,
            new KafkaConfig(scope, spec, CREDENTIALS, VOLUME + "/data").properties(heap),
            LOGGING,
            KafkaConfig.LOGGING);
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
            objects.nodesService(nodes),
            policy(),
            objects.disruptionBudget(),
            workload
                .statefulSet(
                    pod(image, requirements, config),
                    Names.nodes(scope.name(), Components.KAFKA),
                    new Workload.Storage(spec.storage(), spec.storageClassName()))
                .editSpec()
                // The next broker restarts when the last one has had time to catch up.
                .withMinReadySeconds(spec.replicas() > 1 ? 20 : null)
                .endSpec()
                .build()));
  }

  private NetworkPolicy policy() {
    return Traffic.to(objects)
        .from(Needs.services(scope.topology(), Backing.KAFKA), CLIENT_PORT)
        .from(List.of(Components.DECLARE), INTERNAL_PORT)
        .fromOperator(INTERNAL_PORT)
        .among(INTERNAL_PORT, CONTROLLER_PORT)
        .callingNobodyElse()
        .policy();
  }

  private Workload.Pod pod(
      String image, ResourceRequirements requirements, Map<String, String> config) {
    String adminSecret = Names.admin(scope.name(), Backing.KAFKA);
    List<Mount> mounts =
        List.of(
            Mount.claim(Workload.DATA, VOLUME),
            Mount.configMap("config", objects.name(), CONFIG),
            Mount.secret("credentials", adminSecret, CREDENTIALS),
            Mount.scratch("tmp", "/tmp", "256Mi"));
    long memory = Requirements.memoryLimit(requirements);
    long heap = Sizes.mebibytes(heap(memory));
    Container format =
        Hardened.script(
            workload
                .container("format", image, requirements, mounts)
                .withEnv(environment("-Xmx64m", true)),
            FORMAT);
    Container broker =
        workload
            .container(Components.KAFKA, image, requirements, mounts)
            .withCommand(BIN + "kafka-server-start.sh", CONFIG + "/" + SERVER_PROPERTIES)
            .withEnv(environment("-Xms%1$dm -Xmx%1$dm".formatted(heap), memory < SMALL))
            .withPorts(
                port("client", CLIENT_PORT),
                port("internal", INTERNAL_PORT),
                port("controller", CONTROLLER_PORT))
            // After a crash every segment is checked before the port opens.
            .withStartupProbe(Hardened.startup("client", 1800))
            .withReadinessProbe(Hardened.readiness("client"))
            .withLivenessProbe(Hardened.liveness("internal"))
            .build();
    Map<String, String> restartOn = new TreeMap<>(config);
    restartOn.putAll(scope.secret(adminSecret));
    return new Workload.Pod(
        USER,
        List.of(format),
        broker,
        mounts,
        GRACE_SECONDS,
        spec.replicas(),
        Checksums.of(restartOn));
  }

  private static List<EnvVar> environment(String heap, boolean small) {
    List<EnvVar> environment = new ArrayList<>();
    environment.add(Hardened.field(KafkaConfig.POD_NAME, "metadata.name"));
    environment.add(
        Hardened.field(KafkaConfig.NODE_ID, "metadata.labels['apps.kubernetes.io/pod-index']"));
    environment.add(Hardened.env("KAFKA_HEAP_OPTS", heap));
    if (small) {
      environment.add(
          Hardened.env("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
    }
    environment.add(
        Hardened.env("KAFKA_LOG4J_OPTS", "-Dlog4j2.configurationFile=" + CONFIG + "/" + LOGGING));
    // The public image's scripts write files of their own; these two keep them off the root.
    environment.add(Hardened.env("LOG_DIR", "/tmp/logs"));
    environment.add(Hardened.env("EXTRA_ARGS", "-name kafkaServer"));
    return environment;
  }

  // The page cache, which serves consumers, and the JVM's own memory get the rest.
  private static long heap(long memory) {
    return memory / 2;
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  /** Where {@code declare} and the operator start from: {@code host:port}. */
  static String internalBootstrap(StackScope scope) {
    return Hosts.service(scope, Components.KAFKA) + ":" + INTERNAL_PORT;
  }

  /** Where the services start from: {@code host:port}. */
  static String clientBootstrap(StackScope scope) {
    return Hosts.service(scope, Components.KAFKA) + ":" + CLIENT_PORT;
  }
}

package dev.ecommercestack.operator.manager.plan.backing;

import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.DnsNames;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code server.properties} of managed brokers. It is the same for all of them and holds no secret:
 * brokers fill in their number and the administrator's password themselves, by Kafka's own
 * configuration providers.
 *
 * @param scope the stack
 * @param spec the brokers
 * @param credentialsDirectory directory with the administrator's credentials
 * @param dataDirectory directory of the log
 */
record KafkaConfig(
    StackScope scope, KafkaSpec.Managed spec, String credentialsDirectory, String dataDirectory) {
  /** Environment variable with the number of the broker. */
  static final String NODE_ID = "NODE_ID";

  /** Environment variable with the name of the pod. */
  static final String POD_NAME = "POD_NAME";

  /** Everything to standard output, in both images. */
  static final String LOGGING_PROPERTIES =
      """
      status = warn
      appender.stdout.type = Console
      appender.stdout.name = stdout
      appender.stdout.layout.type = PatternLayout
      appender.stdout.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %m (%c)%n
      rootLogger.level = info
      rootLogger.appenderRef.stdout.ref = stdout
      logger.requests.name = kafka.request.logger
      logger.requests.level = warn
      """;

  String properties(long heapBytes) {
    Map<String, Object> properties = new LinkedHashMap<>();
    providers(properties);
    identity(properties);
    listeners(properties);
    authentication(properties);
    durability(properties);
    limits(properties, heapBytes);
    return properties.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void providers(Map<String, Object> properties) {
    String classes = "org.apache.kafka.common.config.provider.";
    properties.put("config.providers", "env,dir");
    properties.put("config.providers.env.class", classes + "EnvVarConfigProvider");
    properties.put("config.providers.env.param.allowlist.pattern", NODE_ID + "|" + POD_NAME);
    properties.put("config.providers.dir.class", classes + "DirectoryConfigProvider");
    properties.put("config.providers.dir.param.allowed.paths", credentialsDirectory);
  }

  private void identity(Map<String, Object> properties) {
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "${env:" + NODE_ID + "}");
    properties.put("controller.quorum.voters", voters());
    properties.put("log.dirs", dataDirectory);
  }

  private String voters() {
    int replicas = spec.replicas();
    // One broker needs no name server to find itself.
    List<String> hosts =
        replicas == 1 ? List.of("localhost") : DnsNames.pods(scope, Components.KAFKA, replicas);
    List<String> voters = new ArrayList<>();
    for (int id = 0; id < replicas; id++) {
      voters.add(id + "@" + hosts.get(id) + ":" + KafkaPlan.CONTROLLER_PORT);
    }
    return String.join(",", voters);
  }

  private void listeners(Map<String, Object> properties) {
    String self =
        "${env:" + POD_NAME + "}." + DnsNames.headlessServiceDomain(scope, Components.KAFKA);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "INTERNAL");
    properties.put(
        "listeners",
        "CONTROLLER://:%d,INTERNAL://:%d,CLIENT://:%d"
            .formatted(KafkaPlan.CONTROLLER_PORT, KafkaPlan.INTERNAL_PORT, KafkaPlan.CLIENT_PORT));
    properties.put(
        "advertised.listeners",
        "INTERNAL://%1$s:%2$d,CLIENT://%1$s:%3$d"
            .formatted(self, KafkaPlan.INTERNAL_PORT, KafkaPlan.CLIENT_PORT));
    properties.put(
        "listener.security.protocol.map",
        "CONTROLLER:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CLIENT:SASL_PLAINTEXT");
  }

  private void authentication(Map<String, Object> properties) {
    String modules = "org.apache.kafka.common.security.";
    String user = "${dir:" + credentialsDirectory + ":" + CredentialFiles.USERNAME + "}";
    String password = "${dir:" + credentialsDirectory + ":" + CredentialFiles.PASSWORD + "}";
    String plain =
        modules
            + "plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                .formatted(user, password);
    properties.put("sasl.mechanism.controller.protocol", "PLAIN");
    properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    properties.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    properties.put("listener.name.controller.plain.sasl.jaas.config", plain);
    // SCRAM on the internal listener too: declare proves there that each service's login works.
    properties.put("listener.name.internal.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    properties.put("listener.name.internal.plain.sasl.jaas.config", plain);
    properties.put("listener.name.client.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    for (String listener : List.of("internal", "client")) {
      properties.put(
          "listener.name." + listener + ".scram-sha-512.sasl.jaas.config",
          modules + "scram.ScramLoginModule required;");
    }
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.put("super.users", "User:" + user);
    properties.put("allow.everyone.if.no.acl.found", false);
  }

  private void durability(Map<String, Object> properties) {
    int factor = KafkaPlan.replicationFactor(spec);
    int inSync = KafkaPlan.minInsyncReplicas(spec);
    properties.put("auto.create.topics.enable", false);
    properties.put("unclean.leader.election.enable", false);
    properties.put("default.replication.factor", factor);
    properties.put("min.insync.replicas", inSync);
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      properties.put(topic + ".replication.factor", factor);
      properties.put(topic + ".num.partitions", spec.replicas() == 1 ? 10 : 50);
    }
    properties.put("transaction.state.log.min.isr", inSync);
    properties.put("share.coordinator.state.topic.replication.factor", factor);
    properties.put("share.coordinator.state.topic.min.isr", inSync);
  }

  private void limits(Map<String, Object> properties, long heapBytes) {
    // 128 MiB unless said otherwise: more than the whole heap of a small broker.
    properties.put(
        "log.cleaner.dedupe.buffer.size",
        Math.clamp(heapBytes / 8, 2 * Sizes.MEBIBYTE, 128 * Sizes.MEBIBYTE));
    properties.put("group.initial.rebalance.delay.ms", spec.replicas() == 1 ? 0 : 3000);
    properties.put("controlled.shutdown.enable", true);
  }
}

package dev.ecommercestack.testing.brokers;

import java.util.Map;

/**
 * A Kafka broker with SCRAM-SHA-512 on its listener and an authorizer that allows nobody by
 * default.
 */
public final class KafkaServer implements AutoCloseable {
  private static final String CONFIG =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@127.0.0.1:%2$d
      listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
      advertised.listeners=CLIENT://127.0.0.1:%1$d
      listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
      inter.broker.listener.name=CLIENT
      controller.listener.names=CONTROLLER
      sasl.enabled.mechanisms=SCRAM-SHA-512
      sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
      listener.name.client.scram-sha-512.sasl.jaas.config=\
      org.apache.kafka.common.security.scram.ScramLoginModule required username="%3$s" password="%4$s";
      authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
      allow.everyone.if.no.acl.found=false
      super.users=User:%3$s;User:ANONYMOUS
      log.dirs=/var/lib/server/log
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      share.coordinator.state.topic.num.partitions=1
      group.initial.rebalance.delay.ms=0
      log.cleaner.dedupe.buffer.size=2097152
      auto.create.topics.enable=false
      """;

  private static final String LOGGING =
      """
      status = warn
      appender.stdout.type = Console
      appender.stdout.name = stdout
      appender.stdout.target = SYSTEM_OUT
      appender.stdout.layout.type = PatternLayout
      appender.stdout.layout.pattern = %d{HH:mm:ss.SSS} %-5p %m (%c)%n
      rootLogger.level = info
      rootLogger.appenderRef.stdout.ref = stdout
      """;

  private static final String SCRIPT =
      """
      /opt/kafka/bin/kafka-storage.sh format --cluster-id MkU3OEVBNTcwNTJENDM2Qg \\
        --config /etc/server/server.properties --add-scram 'SCRAM-SHA-512=[name=%s,password=%s]'
      exec /opt/kafka/bin/kafka-server-start.sh /etc/server/server.properties
      """;

  private final ImageProcess process;
  private final int port;
  private final Credential admin;

  private KafkaServer(ImageProcess process, int port, Credential admin) {
    this.process = process;
    this.port = port;
    this.admin = admin;
  }

  /** Returns the one that all tests of this Java process share. */
  public static KafkaServer shared() {
    return Shared.SERVER;
  }

  /** Starts another one. */
  public static KafkaServer start() {
    int port = Loopback.freePort();
    Credential admin = Credential.random("admin");
    String config = CONFIG.formatted(port, Loopback.freePort(), admin.username(), admin.password());
    ImageProcess process =
        ImageProcess.start(
            Image.load("kafka"),
            SCRIPT.formatted(admin.username(), admin.password()),
            Map.of("server.properties", config, "log4j2.properties", LOGGING),
            Map.of(
                "KAFKA_HEAP_OPTS", "-Xmx160m",
                "KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "KAFKA_LOG4J_OPTS", "-Dlog4j2.configurationFile=/etc/server/log4j2.properties",
                "LOG_DIR", "/tmp"),
            "Kafka Server started");
    return new KafkaServer(process, port, admin);
  }

  /** Returns {@code host:port}. */
  public String bootstrapServers() {
    return Loopback.HOST + ":" + port;
  }

  /** Returns a user that may do everything. */
  public Credential admin() {
    return admin;
  }

  /** Returns what a Kafka client needs to connect as somebody. */
  public Map<String, Object> clientProperties(String username, String password) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(username, password));
  }

  @Override
  public void close() {
    process.close();
  }

  private static final class Shared {
    static final KafkaServer SERVER = start();
  }
}

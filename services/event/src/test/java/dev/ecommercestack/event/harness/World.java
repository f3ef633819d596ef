package dev.ecommercestack.event.harness;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.access.Needs;
import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.Credentials;
import dev.ecommercestack.declare.Declare;
import dev.ecommercestack.declare.Outcome;
import dev.ecommercestack.event.EventApplication;
import dev.ecommercestack.testing.brokers.Credential;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;

/**
 * Real brokers and a real database, declared as the stack declares them: the service has its own
 * users, with no more rights than the topology gives it.
 */
public final class World {
  private final KafkaServer kafka;
  private final PostgreSqlServer postgresql;
  private final RedisServer redis;
  private final Path credentials;
  private final Tokens tokens;

  private static final class Shared {
    static final World WORLD =
        new World(KafkaServer.shared(), PostgreSqlServer.shared(), RedisServer.shared());
  }

  /** Returns the one that most tests share. */
  public static World shared() {
    return Shared.WORLD;
  }

  /** Makes one of these servers. */
  public World(KafkaServer kafka, PostgreSqlServer postgresql, RedisServer redis) {
    this.kafka = kafka;
    this.postgresql = postgresql;
    this.redis = redis;
    try {
      this.credentials = Files.createTempDirectory("credentials-");
      this.tokens = new Tokens();
      writeCredentials();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    declare();
  }

  private void writeCredentials() throws IOException {
    admin(Backing.KAFKA, kafka.admin());
    admin(Backing.POSTGRESQL, postgresql.admin());
    admin(Backing.REDIS, redis.admin());
    for (Map.Entry<String, Needs> service : Needs.of(Topology.load()).entrySet()) {
      for (Backing backing : Backing.values()) {
        if (service.getValue().of(backing)) {
          write(service.getKey(), CredentialFiles.username(backing), service.getKey());
          write(service.getKey(), CredentialFiles.password(backing), "secret-" + backing.id());
        }
      }
    }
  }

  private void admin(Backing backing, Credential admin) throws IOException {
    String directory = CredentialFiles.adminDirectory(backing);
    write(directory, CredentialFiles.USERNAME, admin.username());
    write(directory, CredentialFiles.PASSWORD, admin.password());
  }

  private void write(String owner, String file, String text) throws IOException {
    Files.writeString(Files.createDirectories(credentials.resolve(owner)).resolve(file), text);
  }

  /** Makes the topology true, as before every version. */
  public void declare() {
    DeclareConfig config =
        new DeclareConfig(
            "shop",
            60,
            new DeclareConfig.Kafka(
                kafka.bootstrapServers(),
                DeclareConfig.SecurityProtocol.SASL_PLAINTEXT,
                DeclareConfig.SaslMechanism.SCRAM_SHA_512,
                1,
                1,
                3,
                true,
                null),
            null,
            new DeclareConfig.PostgreSql(
                postgresql.host(), postgresql.port(), "postgres", "disable", null),
            new DeclareConfig.Redis(redis.host(), redis.port(), false, true, null));
    try {
      Outcome outcome = Declare.declare(config, new Credentials(credentials), Topology.load());
      if (outcome.exitCode() != Outcome.DECLARED) {
        throw new IllegalStateException(outcome.sentence());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts an instance of the service.
   *
   * @param properties in the form name=value, instead of or besides the usual ones
   */
  public Instance start(String... properties) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.port", "0");
    all.put("management.server.port", "0");
    all.put("eureka.client.enabled", "false");
    all.put("service.shutdown.drain", "0s");
    all.put("STACK_NAME", "shop");
    all.put("CREDENTIALS_DIR", credentials.resolve("event").toString());
    all.put("spring.cloud.discovery.client.simple.instances.user[0].uri", tokens.uri().toString());
    all.put("spring.datasource.url", postgresql.jdbcUrl("event"));
    all.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    all.put("spring.kafka.security.protocol", "SASL_PLAINTEXT");
    all.put("spring.data.redis.host", redis.host());
    all.put("spring.data.redis.port", Integer.toString(redis.port()));
    all.put("event.issuer.session-timeout", "6s");
    all.put("event.coupons.sweep-interval", "500ms");
    for (String property : properties) {
      int equals = property.indexOf('=');
      all.put(property.substring(0, equals), property.substring(equals + 1));
    }
    String[] arguments =
        all.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    return new Instance(SpringApplication.run(EventApplication.class, arguments), tokens);
  }

  /** Returns an administrator's client of Kafka. */
  public Admin kafkaAdmin() {
    return Admin.create(kafkaProperties());
  }

  private Map<String, Object> kafkaProperties() {
    return new HashMap<>(
        kafka.clientProperties(kafka.admin().username(), kafka.admin().password()));
  }

  /** Writes a record, as somebody else might. */
  public long produce(String topic, int partition, long timestamp, String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafkaProperties(), new StringSerializer(), new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(topic, partition, timestamp, key, value))
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads everything that a topic has now, in order within each partition. */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            kafkaProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(java.time.Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** Runs a query as the database's administrator; one list per row, of texts. */
  public List<List<String>> query(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                postgresql.jdbcUrl("event"),
                postgresql.admin().username(),
                postgresql.admin().password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> answer = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        answer.add(row);
      }
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.ecommercestack.declare;

import static dev.ecommercestack.declare.Installation.VHOST;
import static dev.ecommercestack.declare.Installation.password;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;

/** Clients of the shared test servers, as services and as administrators. */
final class Clients {
  static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String CLAIMS = "coupon.claims.v1";

  private Clients() {}

  /** Returns how long a topic keeps a record, in milliseconds, as text. */
  static String retention(Admin admin, ConfigResource topic) throws Exception {
    return Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic))
        .get("retention.ms")
        .value();
  }

  static Connection database(String service, String database) throws SQLException {
    return database(service, password(service, Backing.POSTGRESQL), database);
  }

  static Connection database(String service, String password, String database) throws SQLException {
    return DriverManager.getConnection(
        PostgreSqlServer.shared().jdbcUrl(database), service, password);
  }

  static void produce(String service, String topic) throws Exception {
    produce(service, password(service, Backing.KAFKA), topic);
  }

  static void produce(String service, String password, String topic) throws Exception {
    Map<String, Object> properties = kafka(service, password);
    properties.put("max.block.ms", 30_000);
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get(60, TimeUnit.SECONDS);
    }
  }

  static int consume(String service, String group, String topic) {
    Map<String, Object> properties = kafka(service, password(service, Backing.KAFKA));
    properties.put("group.id", group);
    properties.put("auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      return Awaitility.await()
          .atMost(DEADLINE)
          .pollDelay(Duration.ZERO)
          .pollInSameThread()
          .until(() -> consumer.poll(Duration.ofSeconds(1)).count(), count -> count > 0);
    }
  }

  static Map<String, Object> kafka(String service, String password) {
    return new HashMap<>(
        KafkaServer.shared()
            .clientProperties(service, password.replace("\\", "\\\\").replace("\"", "\\\"")));
  }

  static Admin kafkaAdmin() {
    var admin = KafkaServer.shared().admin();
    return Admin.create(KafkaServer.shared().clientProperties(admin.username(), admin.password()));
  }

  /** Returns 0 before the first run. */
  static int partitionsOfClaims() throws Exception {
    try (Admin admin = kafkaAdmin()) {
      if (!admin.listTopics().names().get().contains(CLAIMS)) {
        return 0;
      }
      return Objects.requireNonNull(
              admin.describeTopics(List.of(CLAIMS)).allTopicNames().get().get(CLAIMS))
          .partitions()
          .size();
    }
  }

  static com.rabbitmq.client.Connection rabbitmq(String service) throws Exception {
    return rabbitmq(service, password(service, Backing.RABBITMQ));
  }

  static com.rabbitmq.client.Connection rabbitmq(String service, String password)
      throws IOException, TimeoutException {
    return connect(service, password, VHOST);
  }

  static com.rabbitmq.client.Connection rabbitmqAdmin(String vhost)
      throws IOException, TimeoutException {
    var admin = RabbitMqServer.shared().admin();
    return connect(admin.username(), admin.password(), vhost);
  }

  static com.rabbitmq.client.Connection connect(String username, String password, String vhost)
      throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(RabbitMqServer.shared().host());
    factory.setPort(RabbitMqServer.shared().port());
    factory.setVirtualHost(vhost);
    factory.setUsername(username);
    factory.setPassword(password);
    return factory.newConnection();
  }

  /** Returns once the broker has the message in its queue. */
  static void publish(
      com.rabbitmq.client.Connection connection, String exchange, String key, String body)
      throws Exception {
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    channel.basicPublish(
        exchange,
        key,
        true,
        MessageProperties.PERSISTENT_BASIC,
        body.getBytes(StandardCharsets.UTF_8));
    channel.waitForConfirmsOrDie(DEADLINE.toMillis());
  }

  static Jedis redis(String service) {
    return redis(service, password(service, Backing.REDIS));
  }

  static Jedis redis(String service, String password) {
    Jedis client = new Jedis(RedisServer.shared().host(), RedisServer.shared().port());
    client.auth(service, password);
    return client;
  }
}

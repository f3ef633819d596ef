package dev.ecommercestack.event.harness;

import com.sun.net.httpserver.HttpExchange;
import dev.ecommercestack.event.EventApplication;
import dev.ecommercestack.testing.Replies;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import dev.ecommercestack.testing.brokers.RedisServer;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.DeclaredStack;
import dev.ecommercestack.testing.services.RunningService;
import dev.ecommercestack.testing.tokens.IssuerServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

/**
 * Real brokers and a real database, declared as the stack declares them: the service has its own
 * users, with no more rights than the topology gives it.
 */
public final class TestEnvironment {
  private final KafkaServer kafka;
  private final PostgreSqlServer postgresql;
  private final RedisServer redis;
  private final DeclaredStack stack;
  private final Broker broker;
  private final IssuerServer user = IssuerServer.start("event");
  private final Set<UUID> gone = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Integer> missed = new ConcurrentHashMap<>();

  private static final class Shared {
    static final TestEnvironment ENVIRONMENT =
        new TestEnvironment(KafkaServer.shared(), PostgreSqlServer.shared(), RedisServer.shared());
  }

  /** Returns the one that most tests share. */
  public static TestEnvironment shared() {
    return Shared.ENVIRONMENT;
  }

  /** Makes one of these servers. */
  public TestEnvironment(KafkaServer kafka, PostgreSqlServer postgresql, RedisServer redis) {
    this.kafka = kafka;
    this.postgresql = postgresql;
    this.redis = redis;
    RabbitMqServer rabbitMq = RabbitMqServer.shared();
    this.stack = DeclaredStack.on(new DeclaredStack.Servers(kafka, rabbitMq, postgresql, redis));
    this.broker = Broker.on(rabbitMq);
    user.on("/internal/users/", this::contact);
  }

  /** Answers for user, which knows everybody but those who are gone. */
  private void contact(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().split("/")[3];
    if (gone.contains(UUID.fromString(id))) {
      Replies.json(exchange, 404, "{\"code\":\"user_not_found\"}");
      return;
    }
    if (missed.getOrDefault(UUID.fromString(id), 0) > 0) {
      missed.merge(UUID.fromString(id), -1, Integer::sum);
      Replies.json(exchange, 404, "<html>404</html>");
      return;
    }
    Replies.json(
        exchange,
        200,
        "{\"userId\":\"%s\",\"email\":\"%s@example.com\",\"name\":\"김 손님\",\"locale\":\"ko\"}"
            .formatted(id, id));
  }

  /** Deletes somebody's account. */
  public void delete(UUID account) {
    gone.add(account);
  }

  /** Lets so many questions about somebody meet a 404 that is not user's own, as one of a proxy. */
  public void miss(UUID account, int questions) {
    missed.put(account, questions);
  }

  /** Returns RabbitMQ, where the other services can be played. */
  public Broker broker() {
    return broker;
  }

  /** Makes the topology true, as before every version. */
  public void declare() {
    stack.declare();
  }

  /**
   * Starts an instance of the service.
   *
   * @param properties in the form name=value, instead of or besides the usual ones
   */
  public ServiceInstance start(String... properties) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "STACK_NAME=" + DeclaredStack.NAME,
                "CREDENTIALS_DIR=" + stack.credentials("event"),
                "ISSUER_URL=" + user.uri(),
                "spring.cloud.discovery.client.simple.instances.user[0].uri=" + user.uri(),
                "spring.datasource.url=" + postgresql.jdbcUrl("event"),
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.kafka.security.protocol=SASL_PLAINTEXT",
                "spring.data.redis.host=" + redis.host(),
                "spring.data.redis.port=" + redis.port(),
                "service.client.secret=secret",
                "event.issuer.session-timeout=6s",
                "event.coupons.sweep-interval=500ms"));
    arguments.addAll(List.of(properties));
    arguments.replaceAll(property -> "--" + property);
    arguments.addAll(List.of(broker.arguments()));
    return new ServiceInstance(
        RunningService.start(EventApplication.class, arguments), user.issuer());
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

  /** Returns the number of the partition in which the claims of a campaign wait. */
  public int partition(String campaign) {
    return Integer.parseInt(
        query("select queue_partition from campaign where id = '" + campaign + "'")
            .getFirst()
            .getFirst());
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

package dev.ecommercestack.platform.brokers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.ecommercestack.testing.brokers.KafkaServer;
import dev.ecommercestack.testing.brokers.RabbitMqServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A PostgreSQL, a Kafka and a RabbitMQ, and services on them. */
final class Installation implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final KafkaServer kafka = KafkaServer.shared();
  private final RabbitMqServer rabbit = RabbitMqServer.shared();
  private final Connection rabbitConnection;

  Installation() throws Exception {
    postgres = EmbeddedPostgres.start();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(rabbit.host());
    factory.setPort(rabbit.port());
    factory.setUsername(rabbit.admin().username());
    factory.setPassword(rabbit.admin().password());
    rabbitConnection = factory.newConnection();
  }

  ConfigurableApplicationContext service(Class<?> application, String... more) {
    List<String> arguments = new ArrayList<>(arguments());
    arguments.addAll(List.of(more));
    return SpringApplication.run(application, arguments.toArray(String[]::new));
  }

  private List<String> arguments() {
    return List.of(
        "--server.port=0",
        "--management.server.port=0",
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--eureka.client.enabled=false",
        "--service.shutdown.drain=0s",
        "--service.outbox.first-backoff=200ms",
        "--service.outbox.longest-backoff=1s",
        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
        "--spring.kafka.security.protocol=SASL_PLAINTEXT",
        "--spring.kafka.producer.properties.max.block.ms=2000",
        "--kafka-username=" + kafka.admin().username(),
        "--kafka-password=" + kafka.admin().password(),
        "--spring.rabbitmq.host=" + rabbit.host(),
        "--spring.rabbitmq.port=" + rabbit.port(),
        "--rabbitmq-username=" + rabbit.admin().username(),
        "--rabbitmq-password=" + rabbit.admin().password());
  }

  void topics(String... names) throws Exception {
    try (Admin admin = Admin.create(kafkaProperties())) {
      List<NewTopic> topics =
          java.util.Arrays.stream(names).map(name -> new NewTopic(name, 2, (short) 1)).toList();
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    }
  }

  /** Declares a quorum queue with its exchange, dead-letter exchange and parking lot. */
  void queue(String exchange, String routingKey, String queue) throws IOException {
    try (Channel channel = rabbitConnection.createChannel()) {
      channel.exchangeDeclare(exchange, "topic", true);
      channel.exchangeDeclare("dead-letter", "direct", true);
      channel.queueDeclare("parking." + queue, true, false, false, Map.of());
      channel.queueBind("parking." + queue, "dead-letter", queue);
      channel.queueDeclare(
          queue,
          true,
          false,
          false,
          Map.of(
              "x-queue-type",
              "quorum",
              "x-delivery-limit",
              5,
              "x-dead-letter-exchange",
              "dead-letter",
              "x-dead-letter-routing-key",
              queue));
      channel.queueBind(queue, exchange, routingKey);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** Takes a queue away from its exchange, which then has nowhere to put a message. */
  void unbind(String exchange, String routingKey, String queue) throws Exception {
    try (Channel channel = rabbitConnection.createChannel()) {
      channel.queueUnbind(queue, exchange, routingKey);
    }
  }

  long messagesIn(String queue) throws Exception {
    try (Channel channel = rabbitConnection.createChannel()) {
      return channel.messageCount(queue);
    }
  }

  KafkaReader reader(String topic) {
    return new KafkaReader(topic, kafkaProperties());
  }

  Map<String, Object> kafkaProperties() {
    return new HashMap<>(
        kafka.clientProperties(kafka.admin().username(), kafka.admin().password()));
  }

  @Override
  public void close() throws IOException {
    rabbitConnection.close();
    postgres.close();
  }

  /** Reads everything that a topic ever had. */
  static final class KafkaReader implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    KafkaReader(String topic, Map<String, Object> properties) {
      properties.put("group.id", "reader-" + UUID.randomUUID());
      properties.put("auto.offset.reset", "earliest");
      consumer =
          new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
      consumer.subscribe(List.of(topic));
    }

    List<ConsumerRecord<String, String>> read() {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      return List.copyOf(records);
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}

package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.testing.brokers.KafkaServer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The shared Kafka server with a user that may describe one topic and one group. */
final class KafkaFixture implements AutoCloseable {
  static final String USER = "operator";

  /** Characters that a JAAS configuration must quote. */
  static final String PASSWORD = "pass\"word\\";

  final String topic = "topic-" + UUID.randomUUID();
  final String group = "group-" + UUID.randomUUID();
  final Admin admin = Admin.create(adminProperties());

  KafkaFixture() throws Exception {
    admin
        .alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192), PASSWORD)))
        .all()
        .get();
    allowDescribe(ResourceType.TOPIC, topic);
    allowDescribe(ResourceType.GROUP, group);
    createTopic(3);
  }

  static Map<String, Object> adminProperties() {
    var login = KafkaServer.shared().admin();
    return new HashMap<>(KafkaServer.shared().clientProperties(login.username(), login.password()));
  }

  static KafkaConnection connection(String password) {
    return new KafkaConnection(
        KafkaServer.shared().bootstrapServers(), new BrokerLogin(USER, password), null);
  }

  void allowDescribe(ResourceType type, String name) throws Exception {
    admin
        .createAcls(
            List.of(
                new AclBinding(
                    new ResourcePattern(type, name, PatternType.LITERAL),
                    new AccessControlEntry(
                        "User:" + USER, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW))))
        .all()
        .get();
  }

  void createTopic(int partitions) {
    // A deleted topic is gone some time after the answer.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                admin
                    .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get());
  }

  TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }

  void produce(int partition, int records) {
    try (var producer = producer(Map.of())) {
      for (int i = 0; i < records; i++) {
        var _ = producer.send(new ProducerRecord<>(topic, partition, "key", "value"));
      }
    }
  }

  KafkaProducer<String, String> producer(Map<String, Object> properties) {
    Map<String, Object> all = adminProperties();
    all.putAll(properties);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  KafkaConsumer<String, String> consumer() {
    Map<String, Object> properties = adminProperties();
    properties.put("group.id", group);
    properties.put("enable.auto.commit", false);
    var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  void commit(int partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(partition(partition), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  KafkaBacklogReader reader() {
    return reader(Clock.systemUTC());
  }

  KafkaBacklogReader reader(Clock clock) {
    return new KafkaBacklogReader(
        connection(PASSWORD), List.of(new ConsumerGroup(topic, group)), clock);
  }

  @Override
  public void close() {
    admin.close();
  }
}

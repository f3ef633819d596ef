package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.kafka.DesiredTopic.ActualTopic;
import dev.ecommercestack.declare.kafka.DesiredTopic.TopicPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Creates topics, adds partitions and corrects topic configurations. */
final class Topics {
  private final Admin client;
  private final KafkaConnection connection;
  private final ChangeRecorder changes;

  Topics(Admin client, KafkaConnection connection, ChangeRecorder changes) {
    this.client = client;
    this.connection = connection;
    this.changes = changes;
  }

  /**
   * Creates missing topics, adds partitions and corrects topic configurations.
   *
   * @param desired the topics of the topology, with their dead-letter topics
   * @throws MismatchException before anything is changed, when an existing topic has more
   *     partitions than the stack's spec allows
   */
  void declare(List<DesiredTopic> desired) throws InterruptedException {
    Set<String> present = connection.await(client.listTopics().names());
    Map<String, ActualTopic> actual =
        describe(desired.stream().map(DesiredTopic::name).filter(present::contains).toList());
    List<String> conflicts = new ArrayList<>();
    List<Change> pending = new ArrayList<>();
    for (DesiredTopic topic : desired) {
      ActualTopic found = actual.get(topic.name());
      if (found == null) {
        pending.add(() -> create(topic));
        continue;
      }
      switch (topic.plan(found)) {
        case TopicPlan.NoChange() -> pending.add(changes::unchanged);
        case TopicPlan.Update(int partitions, Map<String, String> config) ->
            pending.add(
                () -> {
                  addPartitions(topic, found, partitions);
                  configure(topic, config);
                });
        case TopicPlan.Conflict(String message) -> conflicts.add(message);
      }
    }
    if (!conflicts.isEmpty()) {
      throw new MismatchException(String.join(" ", conflicts));
    }
    for (Change change : pending) {
      change.apply();
    }
  }

  private interface Change {
    void apply() throws InterruptedException;
  }

  private Map<String, ActualTopic> describe(List<String> names) throws InterruptedException {
    Map<String, TopicDescription> descriptions =
        connection.await(client.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        connection.await(
            client.describeConfigs(names.stream().map(Topics::resource).toList()).all());
    Map<String, ActualTopic> actual = new HashMap<>();
    descriptions.forEach(
        (name, description) -> {
          Config config = configs.getOrDefault(resource(name), new Config(List.of()));
          Map<String, String> entries =
              config.entries().stream()
                  .filter(entry -> entry.value() != null)
                  .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
          actual.put(name, new ActualTopic(description.partitions().size(), entries));
        });
    return actual;
  }

  private void create(DesiredTopic topic) throws InterruptedException {
    NewTopic creation =
        new NewTopic(topic.name(), topic.partitions(), (short) topic.replicationFactor())
            .configs(topic.config());
    connection.await(client.createTopics(List.of(creation)).all());
    changes.created("topic %s with %d partitions".formatted(topic.name(), topic.partitions()));
  }

  private void addPartitions(DesiredTopic topic, ActualTopic actual, int partitions)
      throws InterruptedException {
    if (partitions > actual.partitions()) {
      connection.await(
          client
              .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
              .all());
      changes.changed(
          "topic %s from %d to %d partitions"
              .formatted(topic.name(), actual.partitions(), partitions));
    }
  }

  private void configure(DesiredTopic topic, Map<String, String> config)
      throws InterruptedException {
    if (!config.isEmpty()) {
      List<AlterConfigOp> operations =
          config.entrySet().stream()
              .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), OpType.SET))
              .toList();
      connection.await(
          client.incrementalAlterConfigs(Map.of(resource(topic.name()), operations)).all());
      changes.changed("topic %s to %s".formatted(topic.name(), config));
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}

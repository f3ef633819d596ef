package dev.ecommercestack.declare.kafka;

import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.kafka.WantedTopic.ActualTopic;
import dev.ecommercestack.declare.kafka.WantedTopic.TopicPlan;
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

/** Creates topics, lets them grow and corrects their settings. */
final class Topics {
  private final Admin client;
  private final KafkaConnection connection;
  private final Changes changes;

  Topics(Admin client, KafkaConnection connection, Changes changes) {
    this.client = client;
    this.connection = connection;
    this.changes = changes;
  }

  /** Changes nothing when one of them cannot be made right. */
  void declare(List<WantedTopic> wanted) throws InterruptedException {
    Set<String> present = connection.get(client.listTopics().names());
    Map<String, ActualTopic> actual =
        describe(wanted.stream().map(WantedTopic::name).filter(present::contains).toList());
    List<String> impossible = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (WantedTopic topic : wanted) {
      ActualTopic found = actual.get(topic.name());
      if (found == null) {
        steps.add(() -> create(topic));
        continue;
      }
      switch (topic.plan(found)) {
        case TopicPlan.Nothing() -> steps.add(changes::unchanged);
        case TopicPlan.Mend(int partitions, Map<String, String> config) ->
            steps.add(
                () -> {
                  grow(topic, found, partitions);
                  configure(topic, config);
                });
        case TopicPlan.Impossible(String sentence) -> impossible.add(sentence);
      }
    }
    if (!impossible.isEmpty()) {
      throw new MismatchException(String.join(" ", impossible));
    }
    for (Step step : steps) {
      step.take();
    }
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  private Map<String, ActualTopic> describe(List<String> names) throws InterruptedException {
    Map<String, TopicDescription> descriptions =
        connection.get(client.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        connection.get(client.describeConfigs(names.stream().map(Topics::resource).toList()).all());
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

  private void create(WantedTopic topic) throws InterruptedException {
    NewTopic creation =
        new NewTopic(topic.name(), topic.partitions(), (short) topic.replicationFactor())
            .configs(topic.config());
    connection.get(client.createTopics(List.of(creation)).all());
    changes.created("topic %s with %d partitions".formatted(topic.name(), topic.partitions()));
  }

  private void grow(WantedTopic topic, ActualTopic actual, int partitions)
      throws InterruptedException {
    if (partitions > actual.partitions()) {
      connection.get(
          client
              .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
              .all());
      changes.changed(
          "topic %s from %d to %d partitions"
              .formatted(topic.name(), actual.partitions(), partitions));
    }
  }

  private void configure(WantedTopic topic, Map<String, String> config)
      throws InterruptedException {
    if (!config.isEmpty()) {
      List<AlterConfigOp> operations =
          config.entrySet().stream()
              .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), OpType.SET))
              .toList();
      connection.get(
          client.incrementalAlterConfigs(Map.of(resource(topic.name()), operations)).all());
      changes.changed("topic %s to %s".formatted(topic.name(), config));
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}

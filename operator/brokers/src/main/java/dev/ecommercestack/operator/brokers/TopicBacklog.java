package dev.ecommercestack.operator.brokers;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Makes the backlog of a topic from what Kafka answers. */
final class TopicBacklog {
  private TopicBacklog() {}

  /**
   * Returns the backlog of a topic.
   *
   * @param topic the topic and its partitions
   * @param starts first offset of each partition
   * @param ends end of each partition; retention may have moved the start beyond it since
   * @param committed committed offsets of the group, without partitions that have none
   * @param members the members of the group
   */
  static Backlog of(
      TopicDescription topic,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> committed,
      GroupMembers members) {
    List<Partition> partitions = new ArrayList<>();
    for (TopicPartition partition : partitions(topic)) {
      long start = Math.max(0, starts.getOrDefault(partition, 0L));
      Long offset = committed.get(partition);
      partitions.add(
          new Partition(
              partition.partition(),
              start,
              Math.max(start, ends.getOrDefault(partition, 0L)),
              offset == null ? OptionalLong.empty() : OptionalLong.of(offset),
              members.reader(partition)));
    }
    return new Backlog.Kafka(
        topic.topicId().toString(),
        partitions,
        OffsetReset.EARLIEST,
        OptionalInt.of(members.count()));
  }

  /** Returns the partitions of a topic. */
  static List<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  /** Returns the listed offset of each partition. */
  static Map<TopicPartition, Long> listed(Map<TopicPartition, ListOffsetsResultInfo> listed) {
    return listed.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /**
   * Returns the committed offsets, without partitions that have none: the broker names them too.
   */
  static Map<TopicPartition, Long> committed(Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null) {
            offsets.put(partition, offset.offset());
          }
        });
    return offsets;
  }
}

package dev.ecommercestack.operator.brokers;

import static dev.ecommercestack.operator.brokers.GroupMembersTest.member;
import static dev.ecommercestack.operator.brokers.GroupMembersTest.partition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.Backlog.OffsetReset;
import dev.ecommercestack.operator.scaling.Backlog.Partition;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicBacklogTest {
  private static final Uuid ID = Uuid.fromString("AAAAAAAAAAAAAAAAAAAAAg");

  private final GroupMembers members = new GroupMembers();

  @Test
  void containsEveryPartitionWithItsReader() {
    members.update(List.of(member("a", 1)));
    Backlog backlog =
        TopicBacklog.of(
            topic(2),
            Map.of(partition(0), 3L, partition(1), 0L),
            Map.of(partition(0), 10L, partition(1), 5L),
            Map.of(partition(0), 7L),
            members);
    assertThat(backlog)
        .isEqualTo(
            new Backlog.Kafka(
                ID.toString(),
                List.of(
                    new Partition(0, 3, 10, OptionalLong.of(7), OptionalInt.empty()),
                    new Partition(1, 0, 5, OptionalLong.empty(), OptionalInt.of(0))),
                OffsetReset.EARLIEST,
                OptionalInt.of(1)));
  }

  @Test
  void isEmptyWhenRetentionMovedStartBeyondEndReadBefore() {
    Backlog.Kafka backlog =
        (Backlog.Kafka)
            TopicBacklog.of(
                topic(1), Map.of(partition(0), 12L), Map.of(partition(0), 10L), Map.of(), members);
    assertThat(backlog.partitions())
        .containsExactly(new Partition(0, 12, 12, OptionalLong.empty(), OptionalInt.empty()));
  }

  private static TopicDescription topic(int partitions) {
    return new TopicDescription(
        "claims",
        false,
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartitionInfo(number, null, List.of(), List.of()))
            .toList(),
        Set.of(),
        ID);
  }
}

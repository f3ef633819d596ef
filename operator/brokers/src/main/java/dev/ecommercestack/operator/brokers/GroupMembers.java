package dev.ecommercestack.operator.brokers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Numbers the members of one consumer group. A member keeps its number while it stays in the group,
 * and no other member gets it later. Not thread-safe.
 */
final class GroupMembers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<TopicPartition, Integer> readers = new HashMap<>();
  private int next;

  /** Replaces the members by those that the group has now. */
  void update(Collection<MemberDescription> members) {
    numbers
        .keySet()
        .retainAll(members.stream().map(MemberDescription::consumerId).collect(Collectors.toSet()));
    readers.clear();
    for (MemberDescription member : members) {
      int number = numbers.computeIfAbsent(member.consumerId(), _ -> next++);
      member.assignment().topicPartitions().forEach(partition -> readers.put(partition, number));
    }
  }

  /** Returns how many members there are. */
  int count() {
    return numbers.size();
  }

  /** Returns the number of the member that reads a partition, or empty if nobody does. */
  OptionalInt reader(TopicPartition partition) {
    Integer number = readers.get(partition);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}

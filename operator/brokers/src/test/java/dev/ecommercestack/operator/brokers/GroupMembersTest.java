package dev.ecommercestack.operator.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupMembersTest {
  private final GroupMembers members = new GroupMembers();

  @Test
  void keepsNumberOfMemberThatStays() {
    members.update(List.of(member("a", 0), member("b", 1)));
    members.update(List.of(member("b", 0, 1)));
    assertThat(members.count()).isEqualTo(1);
    assertThat(members.reader(partition(0))).hasValue(1);
    assertThat(members.reader(partition(1))).hasValue(1);
  }

  @Test
  void givesNoNumberTwice() {
    members.update(List.of(member("a", 0)));
    members.update(List.of(member("b", 0)));
    assertThat(members.reader(partition(0))).hasValue(1);
  }

  @Test
  void knowsNoReaderWhileGroupRebalances() {
    members.update(List.of(member("a", 0)));
    members.update(List.of(member("a")));
    assertThat(members.count()).isEqualTo(1);
    assertThat(members.reader(partition(0))).isEmpty();
  }

  static MemberDescription member(String id, int... partitions) {
    Set<TopicPartition> assigned =
        Arrays.stream(partitions).mapToObj(GroupMembersTest::partition).collect(Collectors.toSet());
    return new MemberDescription(
        id,
        Optional.empty(),
        Optional.empty(),
        "client",
        "/127.0.0.1",
        new MemberAssignment(assigned),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static TopicPartition partition(int number) {
    return new TopicPartition("claims", number);
  }
}

package dev.ecommercestack.declare.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.contracts.declare.DeclareConfig.SecurityProtocol;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.kafka.DesiredTopic.ActualTopic;
import dev.ecommercestack.declare.kafka.DesiredTopic.TopicPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DesiredTopicTest {
  private static final List<DesiredTopic> WANTED =
      DesiredTopic.all(
          Topology.load().kafka(),
          new Kafka(
              "kafka:9092",
              SecurityProtocol.SASL_PLAINTEXT,
              SaslMechanism.SCRAM_SHA_512,
              3,
              2,
              24,
              true,
              null));

  private final DesiredTopic claims = topic("coupon.claims.v1");
  private final DesiredTopic orders = topic("order.events.v1");

  @Test
  void claimsFollowTheStackAndEveryTopicHasItsDeadLetters() {
    assertThat(claims.partitions()).isEqualTo(24);
    assertThat(claims.replicationFactor()).isEqualTo(3);
    assertThat(claims.config()).containsEntry("min.insync.replicas", "2");
    assertThat(topic("coupon.claims.v1.DLT").partitions()).isEqualTo(1);
    assertThat(WANTED).hasSize(10);
  }

  @Test
  void aTopicThatIsRightIsLeft() {
    assertThat(claims.plan(new ActualTopic(24, claims.config())))
        .isEqualTo(new TopicPlan.NoChange());
  }

  @Test
  void aSmallerTopicGrowsAndOnlyWhatDiffersIsCorrected() {
    Map<String, String> actual =
        Map.of(
            "retention.ms", "1",
            "cleanup.policy", "delete",
            "min.insync.replicas", "2",
            "segment.bytes", "1048576");
    assertThat(claims.plan(new ActualTopic(12, actual)))
        .isEqualTo(
            new TopicPlan.Update(
                24, Map.of("retention.ms", claims.config().getOrDefault("retention.ms", ""))));
  }

  @Test
  void aLargerTopicIsAMismatchOnlyWhenTheStackSetsItsSize() {
    assertThat(claims.plan(new ActualTopic(25, claims.config())))
        .isInstanceOf(TopicPlan.Conflict.class);
    assertThat(orders.plan(new ActualTopic(25, orders.config())))
        .isEqualTo(new TopicPlan.NoChange());
  }

  private static DesiredTopic topic(String name) {
    return WANTED.stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
  }
}

package dev.ecommercestack.declare.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.declare.DeclareConfig.Kafka;
import dev.ecommercestack.contracts.declare.DeclareConfig.SaslMechanism;
import dev.ecommercestack.contracts.declare.DeclareConfig.SecurityProtocol;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.declare.kafka.WantedTopic.ActualTopic;
import dev.ecommercestack.declare.kafka.WantedTopic.TopicPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTopicTest {
  private static final List<WantedTopic> WANTED =
      WantedTopic.all(
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

  private final WantedTopic claims = topic("coupon.claims.v1");
  private final WantedTopic orders = topic("order.events.v1");

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
        .isEqualTo(new TopicPlan.Nothing());
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
            new TopicPlan.Mend(
                24, Map.of("retention.ms", claims.config().getOrDefault("retention.ms", ""))));
  }

  @Test
  void aLargerTopicIsAMismatchOnlyWhenTheStackSetsItsSize() {
    assertThat(claims.plan(new ActualTopic(25, claims.config())))
        .isInstanceOf(TopicPlan.Impossible.class);
    assertThat(orders.plan(new ActualTopic(25, orders.config())))
        .isEqualTo(new TopicPlan.Nothing());
  }

  private static WantedTopic topic(String name) {
    return WANTED.stream().filter(topic -> topic.name().equals(name)).findFirst().orElseThrow();
  }
}

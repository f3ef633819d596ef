package dev.ecommercestack.operator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.backing.KafkaSpec;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Endpoints;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcommerceStackTest {
  @Test
  void everythingLeftOutHasItsDefault() {
    EcommerceStackSpec spec = read("spec: {}").getSpec();

    assertThat(spec.kafka()).isEqualTo(KafkaSpec.DEFAULT);
    assertThat(spec.event().partitions()).isEqualTo(12);
    assertThat(spec.deletionPolicy()).isEqualTo(DeletionPolicy.Retain);
    assertThat(spec.jvmProfile()).isEqualTo(JvmProfile.Throughput);
    assertThat(spec.timeZone()).isEqualTo("UTC");
    assertThat(spec.suspend()).isFalse();
    assertThat(spec.version()).isNull();
    assertThat(spec.worker().lowestReplicas()).isEqualTo(1);
    assertThat(spec.worker().highestReplicas()).isEqualTo(1);
  }

  @Test
  void autoscalingBoundsTheReplicas() {
    EcommerceStackSpec spec =
        read("spec: {worker: {autoscaling: {minReplicas: 2, maxReplicas: 5}}}").getSpec();

    assertThat(spec.worker().lowestReplicas()).isEqualTo(2);
    assertThat(spec.worker().highestReplicas()).isEqualTo(5);
    assertThat(spec.worker().autoscaling())
        .satisfies(
            autoscaling ->
                assertThat(autoscaling.lag().drainDuration()).isEqualTo(Duration.ofSeconds(60)));
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() {
    EcommerceStack stack = read("spec: {future: 1, kafka: {managed: {future: {a: [1]}}}}");

    assertThat(stack.getSpec().kafka()).isEqualTo(KafkaSpec.DEFAULT);
  }

  @Test
  void cpuMayBeANumber() {
    EcommerceStackSpec spec =
        read("spec: {user: {resources: {requests: {cpu: 2, ephemeral-storage: 1Gi}}}}").getSpec();

    assertThat(spec.user().resources().requests().cpu()).isEqualTo("2");
    assertThat(spec.user().resources().requests().ephemeralStorage()).isEqualTo("1Gi");
  }

  @Test
  void survivesBeingWrittenAndRead() {
    EcommerceStack stack =
        read("spec: {worker: {replicas: 3, env: [{name: A, secret: {name: s, key: k}}]}}");

    String json = Serialization.asJson(stack);

    assertThat(Serialization.unmarshal(json, EcommerceStack.class).getSpec())
        .isEqualTo(stack.getSpec());
    assertThat(json).doesNotContain("null", "drainDuration", "highestReplicas");
  }

  @Test
  void aStatusHasNoEmptyHeadings() {
    assertThat(Serialization.asJson(EcommerceStackStatus.NONE)).isEqualTo("{}");

    String known =
        Serialization.asJson(
            new EcommerceStackStatus(
                1L,
                null,
                null,
                null,
                new Endpoints("https://shop.example.com"),
                List.of(),
                List.of(),
                List.of()));

    assertThat(known)
        .isEqualTo(
            "{\"observedGeneration\":1,\"endpoints\":{\"gateway\":\"https://shop.example.com\"}}");
    assertThat(Serialization.unmarshal(known, EcommerceStackStatus.class).scaling()).isEmpty();
  }

  @Test
  void conditionKeepsItsTimeWhileItsStatusStays() {
    Condition before = ready(Condition.Status.FALSE, "Starting", "2026-01-01T00:00:00Z");
    Condition other = ready(Condition.Status.FALSE, "Waiting", "2026-01-02T00:00:00Z");
    Condition turned = ready(Condition.Status.TRUE, "Done", "2026-01-02T00:00:00Z");

    assertThat(other.keepingTimeOf(before).lastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(other.keepingTimeOf(before).reason()).isEqualTo("Waiting");
    assertThat(turned.keepingTimeOf(before)).isEqualTo(turned);
    assertThat(turned.keepingTimeOf(null)).isEqualTo(turned);
  }

  private static Condition ready(Condition.Status status, String reason, String time) {
    return new Condition(Condition.READY, status, reason, "", time, 1L);
  }

  private static EcommerceStack read(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: ecommercestack.dev/v1alpha1
        kind: EcommerceStack
        metadata: {name: shop}
        """
            + spec,
        EcommerceStack.class);
  }
}

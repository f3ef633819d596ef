package dev.ecommercestack.operator.manager.plan.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Stacks;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodsHashTest {

  private static final @Nullable String HASH = Stacks.plan("{}").podsHash();

  @Test
  void samePlanHasTheSameSum() {
    assertThat(Stacks.plan("{}").podsHash()).isEqualTo(HASH).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{suspend: true}",
        "{timeZone: Asia/Seoul}",
        "{gateway: {replicas: 3}}",
        "{gateway: {expose: {type: NodePort}}}",
        "{kafka: {managed: {storage: 20Gi}}}",
        "{event: {partitions: 24}}",
        "{gateway: {rateLimits: {perUser: {requestsPerSecond: 7, burst: 9}}}}"
      })
  void changeThatReplacesNoPodsKeepsTheSum(String spec) {
    assertThat(Stacks.plan(spec).podsHash()).isEqualTo(HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{version: 0.2.0}",
        "{order: {image: 'example/order:2'}}",
        "{order: {env: [{name: A, value: b}]}}",
        "{redis: {external: {host: redis}}}"
      })
  void changeOfPodsChangesTheSum(String spec) {
    assertThat(Stacks.plan(spec).podsHash()).isNotEqualTo(HASH);
  }

  @Test
  void secretThatWasRotatedChangesTheSum() {
    var stack = Stacks.stack("{worker: {env: [{name: KEY, secret: {name: mine, key: token}}]}}");
    Map<String, Secret> secrets = new TreeMap<>(Stacks.secrets(stack));
    secrets.put("mine", Stacks.secret("mine", Map.of("token", "one")));
    var before = Stacks.plan(stack, secrets).podsHash();
    secrets.put("mine", Stacks.secret("mine", Map.of("token", "two")));
    assertThat(Stacks.plan(stack, secrets).podsHash()).isNotEqualTo(before);
  }
}

package dev.ecommercestack.operator.manager.plan.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.manager.plan.Stacks;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods start again, and the Job runs again, when what they read changes, and only then. */
class ChecksumsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                          | ''
          {suspend: true}                                                             | ''
          {deletionPolicy: Delete}                                                    | ''
          {pods: {annotations: {note: x}, labels: {team: shop}}}                      | ''
          {event: {partitions: 24}}                                                   | declare
          {redis: {managed: {memory: 256Mi}}}                                         | redis
          {kafka: {managed: {resources: {limits: {memory: 4Gi}}}}}                    | kafka
          {kafka: {managed: {resources: {requests: {cpu: 500m}}}}}                    | ''
          {rabbitmq: {managed: {storage: 5Gi}}}                                       | rabbitmq
          {postgresql: {managed: {storage: 20Gi}}}                                    | postgresql
          {postgresql: {managed: {image: 'own/postgres:18'}}}                         | ''
          {gateway: {rateLimits: {perUser: {requestsPerSecond: 9, burst: 9}}}}        | ''
          {jvmProfile: Startup}                                                       | ''
          {observability: {logLevel: DEBUG}}                                          | ''
          {timeZone: Asia/Seoul}                                                      | ''
          """)
  void configurationRestartsItsOwnPodsOnly(String spec, String changed) {
    Set<String> expected = changed.isEmpty() ? Set.of() : Set.of(changed);
    assertThat(changes(sums(Stacks.plan("{}")), sums(Stacks.plan(spec)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop-kafka-admin         | password        | kafka declare
          shop-rabbitmq-admin      | erlang-cookie   | rabbitmq
          shop-rabbitmq-admin      | password        | declare
          shop-postgresql-admin    | password        | declare postgresql
          shop-redis-admin         | password        | redis
          shop-product-credentials | redis-password  | product redis
          shop-order-credentials   | kafka-password  | declare order
          shop-order-credentials   | service-secret  | order
          shop-user-credentials    | user-encryption-key | user
          shop-admin               | admin-password  | user
          shop-order-credentials   | registry-password | ''
          """)
  void credentialsRestartWhoReadsThemAtStartOnly(String secret, String key, String changed) {
    var stack = Stacks.stack("{}");
    Map<String, Secret> before = Stacks.secrets(stack);
    Map<String, Secret> after = new HashMap<>(before);
    after.computeIfPresent(
        secret, (name, old) -> new SecretBuilder(old).addToData(key, "bmV3cGFzc3dvcmQ=").build());
    assertThat(changes(sums(Stacks.plan(stack, before)), sums(Stacks.plan(stack, after))))
        .isEqualTo(changed.isEmpty() ? Set.of() : new TreeSet<>(Set.of(changed.split(" "))));
  }

  @Test
  void anotherImageMakesAnotherJob() {
    String before = job(Stacks.plan("{}"));
    assertThat(job(Stacks.plan("{version: 0.2.0}"))).isNotEqualTo(before);
    assertThat(job(Stacks.plan("{pods: {nodeSelector: {disk: ssd}}}"))).isNotEqualTo(before);
    assertThat(job(Stacks.plan("{}"))).isEqualTo(before).matches("shop-declare-[0-9a-f]{8}");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          {},                                      data-shop-kafka-0,      true
          {},                                      data-shop-rabbitmq-0,   true
          {},                                      data-shop-postgresql-0, true
          {},                                      data-shop-kafka-1,      false
          '{kafka: {managed: {replicas: 3}}}',     data-shop-kafka-2,      true
          '{postgresql: {external: {host: db}}}',  data-shop-postgresql-0, false
          '{deletionPolicy: Delete}',              data-shop-kafka-0,      true
          """)
  void anotherVolumeOfWhatIsConfiguredMakesAnotherJob(
      String spec, String claim, boolean configured) {
    var stack = Stacks.stack(spec);
    var secrets = Stacks.secrets(stack);
    Map<String, String> replaced = new HashMap<>(Stacks.volumes(stack));
    replaced.put(claim, "another-uid");
    String before = job(Stacks.plan(stack, secrets));
    String after = job(Stacks.plan(stack, secrets, replaced));
    assertThat(!after.equals(before)).isEqualTo(configured);
    assertThat(job(Stacks.plan(stack, secrets, Map.copyOf(replaced)))).isEqualTo(after);
  }

  @Test
  void noJobIsPlannedWhileAVolumeIsMissingAndThePlanNamesIt() {
    var stack = Stacks.stack("{}");
    Map<String, String> volumes = new HashMap<>(Stacks.volumes(stack));
    volumes.remove("data-shop-rabbitmq-0");
    var plan = Stacks.plan(stack, Stacks.secrets(stack), volumes);
    var declare = Stacks.component(plan, "declare");
    assertThat(declare.objects()).isNotEmpty().noneMatch(Job.class::isInstance);
    assertThat(declare.waitingFor())
        .isEqualTo(
            "waits for PersistentVolumeClaim data-shop-rabbitmq-0, which its StatefulSet makes");
    assertThat(Stacks.component(Stacks.plan("{}"), "declare").waitingFor()).isNull();
  }

  @Test
  void namesAndValuesCannotBeMistakenForEachOther() {
    assertThat(Checksums.of(Map.of("a", "bc"))).isNotEqualTo(Checksums.of(Map.of("ab", "c")));
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("b", "2");
    reversed.put("a", "1");
    assertThat(Checksums.of(reversed)).isEqualTo(Checksums.of(new TreeMap<>(reversed)));
  }

  private static String job(Plan plan) {
    return plan.objects()
        .filter(Job.class::isInstance)
        .map(object -> object.getMetadata().getName())
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> sums(Plan plan) {
    Map<String, String> sums = new TreeMap<>();
    Stacks.workloads(plan)
        .forEach(
            workload ->
                sums.put(
                    workload.getMetadata().getLabels().get("app.kubernetes.io/name"),
                    Stacks.template(workload)
                        .orElseThrow()
                        .getMetadata()
                        .getAnnotations()
                        .getOrDefault("ecommercestack.dev/config-checksum", "")));
    return sums;
  }

  private static Set<String> changes(Map<String, String> before, Map<String, String> after) {
    Set<String> changed = new TreeSet<>();
    before.forEach(
        (component, sum) -> {
          if (!sum.equals(after.get(component))) {
            changed.add(component);
          }
        });
    return changed;
  }
}

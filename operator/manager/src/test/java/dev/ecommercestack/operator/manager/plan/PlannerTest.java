package dev.ecommercestack.operator.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Checksums;
import dev.ecommercestack.operator.manager.plan.stack.ComponentKind;
import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.Stage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final String EXTERNAL =
      """
      {kafka: {external: {bootstrapServers: 'k1:9093,k2:9093', tls: {caSecret: {name: kafka-ca}},
         credentials: {name: kafka-login}}},
       rabbitmq: {external: {host: rabbit.example.com, vhost: shop, managementPort: 15671, tls: {},
         credentials: {name: shared}}},
       redis: {external: {host: redis.example.com, credentials: {name: shared}}},
       postgresql: {external: {host: db.example.com, tls: {}, credentials: {name: shared}}},
       event: {partitions: 24}}
      """;

  @Test
  void stagesComeInOrderAndOnlyTheCacheGatesNothing() {
    Plan plan = Stacks.plan("{}");
    assertThat(plan.stages())
        .extracting(Stage::name)
        .containsExactly(
            "credentials-and-config",
            "backing-services",
            "declare",
            "eureka",
            "services",
            "gateway");
    assertThat(plan.components().filter(ComponentPlan::gating))
        .extracting(ComponentPlan::component)
        .containsExactly(
            "postgresql",
            "kafka",
            "rabbitmq",
            "declare",
            "eureka",
            "user",
            "product",
            "event",
            "order",
            "worker",
            "gateway");
    assertThat(Stacks.component(plan, "declare").kind()).isEqualTo(ComponentKind.JOB);
    assertThat(Stacks.component(plan, "redis").kind()).isEqualTo(ComponentKind.WORKLOAD);
  }

  @Test
  void theDeclareJobHasItsOwnResourcesAndPodSettingsAndThoseOfTheStack() {
    Plan plan =
        Stacks.plan(
            """
            {pods: {nodeSelector: {disk: ssd}, tolerations: [{operator: Exists}], labels: {team: shop},
               annotations: {note: x}, priorityClassName: high},
             declare: {resources: {requests: {cpu: 20m}, limits: {cpu: '1', memory: 256Mi}},
               pods: {annotations: {sidecar.istio.io/inject: 'false'}}}}
            """);
    var template = Stacks.template(PlanView.workload(plan, "declare")).orElseThrow();
    assertThat(template.getMetadata().getLabels()).containsEntry("team", "shop");
    assertThat(template.getMetadata().getAnnotations())
        .containsEntry("sidecar.istio.io/inject", "false")
        .doesNotContainKey("note");
    assertThat(template.getSpec().getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
    assertThat(template.getSpec().getTolerations()).hasSize(1);
    assertThat(template.getSpec().getPriorityClassName()).isEqualTo("high");
    var resources = template.getSpec().getContainers().getFirst().getResources();
    assertThat(resources.getRequests())
        .isEqualTo(Map.of("cpu", new Quantity("20m"), "memory", new Quantity("256Mi")));
    assertThat(resources.getLimits())
        .isEqualTo(Map.of("cpu", new Quantity("1"), "memory", new Quantity("256Mi")));
  }

  @Test
  void externalBackingServicesHaveNoWorkloadAndNoAdministratorOfOurs() {
    Plan plan = Stacks.plan(EXTERNAL);
    assertThat(Stacks.workloads(plan).filter(StatefulSet.class::isInstance))
        .extracting(set -> set.getMetadata().getName())
        .containsExactly("shop-eureka");
    assertThat(plan.components().filter(it -> it.kind() == ComponentKind.EXTERNAL))
        .extracting(ComponentPlan::component)
        .containsExactly("postgresql", "kafka", "rabbitmq", "redis");
    assertThat(plan.objects().filter(Secret.class::isInstance))
        .extracting(object -> object.getMetadata().getName())
        .noneMatch(name -> name.matches("shop-(postgresql|kafka|rabbitmq|redis)-.*"))
        .contains("shop-order-credentials");
  }

  @Test
  void declareKnowsExternalServersAndWhomToTrust() {
    Plan plan = Stacks.plan(EXTERNAL);
    String config = declareConfig(plan);
    assertThat(config)
        .contains("k1:9093,k2:9093", "SASL_SSL", "SCRAM-SHA-512", "/etc/trust/kafka/ca.crt")
        .contains("https://rabbit.example.com:15671", "vhost: shop")
        .contains("redis.example.com", "sslMode: verify-full", "eventPartitions: 24");
    String job = Stacks.workloads(plan).findFirst().orElseThrow().toString();
    assertThat(job).contains("kafka-login", "shared", "kafka-ca");
  }

  @Test
  void declareUsesTheInternalListenerOfManagedBrokers() {
    assertThat(declareConfig(Stacks.plan("{kafka: {managed: {replicas: 3}}}")))
        .contains("shop-kafka.shops.svc:9091", "SASL_PLAINTEXT", "saslMechanism: PLAIN")
        .contains("replicationFactor: 3", "minInsyncReplicas: 2")
        .contains("http://shop-rabbitmq.shops.svc:15672", "shop-postgresql.shops.svc")
        .doesNotContain("redis");
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,3,2", "5,3,2"})
  void kafkaKeepsAsManyCopiesAsItHasBrokers(int replicas, int factor, int inSync) {
    Plan plan = Stacks.plan("{kafka: {managed: {replicas: %d}}}".formatted(replicas));
    String properties = data(plan, "shop-kafka", "server.properties");
    assertThat(properties)
        .contains("\ndefault.replication.factor=" + factor + "\n")
        .contains("\nmin.insync.replicas=" + inSync + "\n")
        .contains("\nallow.everyone.if.no.acl.found=false\n");
    assertThat(properties.lines().filter(it -> it.startsWith("controller.quorum.voters")))
        .singleElement()
        .asString()
        .matches(line -> line.split(",").length == replicas);
    assertThat(Stacks.find(plan, StatefulSet.class, "shop-kafka").getSpec().getReplicas())
        .isEqualTo(replicas);
  }

  @Test
  void memorySettingsFollowTheLimit() {
    Plan plan =
        Stacks.plan(
            """
            {postgresql: {managed: {resources: {limits: {memory: 2Gi}}}},
             rabbitmq: {managed: {resources: {requests: {memory: 1Gi}}}},
             redis: {managed: {memory: 256Mi}}}
            """);
    assertThat(data(plan, "shop-postgresql", "postgresql.conf")).contains("shared_buffers = 512MB");
    assertThat(data(plan, "shop-rabbitmq", "rabbitmq.conf"))
        .contains("total_memory_available_override_value = 1073741824");
    assertThat(data(plan, "shop-redis", "redis.conf"))
        .contains("maxmemory 268435456", "maxmemory-policy allkeys-lru", "save \"\"");
    assertThat(limits(plan, StatefulSet.class, "shop-rabbitmq"))
        .containsExactly(Map.entry("memory", new Quantity("1Gi")));
    assertThat(limits(plan, Deployment.class, "shop-redis"))
        .containsExactly(Map.entry("memory", new Quantity("352Mi")));
  }

  @Test
  void redisUsersSeeOnlyTheirOwnKeys() {
    EcommerceStack stack = Stacks.stack("{}");
    Map<String, Secret> secrets = Stacks.secrets(stack);
    Plan plan = Stacks.plan(stack, secrets);
    String acl = Stacks.value(Stacks.find(plan, Secret.class, "shop-redis-acl"), "users.acl");
    String password = Stacks.value(secrets.get("shop-product-credentials"), "redis-password");
    assertThat(acl.lines()).first().asString().startsWith("user default off");
    assertThat(acl)
        .contains("user product on #" + Checksums.of(password) + " resetkeys ~product:*")
        .doesNotContain(password, "user order");
  }

  @Test
  void generatedSecretsArePlannedWithoutData() {
    assertThat(Stacks.component(Stacks.plan("{}"), Components.CREDENTIALS).objects())
        .hasSizeGreaterThan(8)
        .allSatisfy(secret -> assertThat(((Secret) secret).getData()).isEmpty());
  }

  @Test
  void componentsOverrideThePodSettingsOfTheStack() {
    Plan plan =
        Stacks.plan(
            """
            {pods: {storageClassName: standard, nodeSelector: {disk: ssd}},
             kafka: {managed: {replicas: 3, storageClassName: fast,
               pods: {nodeSelector: {disk: nvme}, spread: {hosts: Required}}}}}
            """);
    StatefulSet kafka = Stacks.find(plan, StatefulSet.class, "shop-kafka");
    StatefulSet rabbit = Stacks.find(plan, StatefulSet.class, "shop-rabbitmq");
    var pod = kafka.getSpec().getTemplate().getSpec();
    assertThat(pod.getNodeSelector()).containsExactly(Map.entry("disk", "nvme"));
    assertThat(
            pod.getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .hasSize(1);
    assertThat(storageClass(kafka)).isEqualTo("fast");
    assertThat(storageClass(rabbit)).isEqualTo("standard");
    assertThat(rabbit.getSpec().getTemplate().getSpec().getNodeSelector())
        .containsExactly(Map.entry("disk", "ssd"));
  }

  @Test
  void refusesToPlanWithoutTheSecretsItAskedFor() {
    EcommerceStack stack = Stacks.stack("{}");
    Map<String, Secret> secrets = new HashMap<>(Stacks.secrets(stack));
    secrets.remove("shop-rabbitmq-admin");
    assertThatThrownBy(() -> Stacks.plan(stack, secrets))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shop-rabbitmq-admin");
  }

  private static String declareConfig(Plan plan) {
    return data(plan, "shop-declare", "declare.yaml");
  }

  private static String data(Plan plan, String configMap, String key) {
    String value = Stacks.find(plan, ConfigMap.class, configMap).getData().get(key);
    return Objects.requireNonNull(value, key);
  }

  private static Map<String, Quantity> limits(
      Plan plan, Class<? extends HasMetadata> kind, String name) {
    return Stacks.template(Stacks.find(plan, kind, name))
        .orElseThrow()
        .getSpec()
        .getContainers()
        .getFirst()
        .getResources()
        .getLimits();
  }

  private static String storageClass(StatefulSet set) {
    return set.getSpec().getVolumeClaimTemplates().getFirst().getSpec().getStorageClassName();
  }
}

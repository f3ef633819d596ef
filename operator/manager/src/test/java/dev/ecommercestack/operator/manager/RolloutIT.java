package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.ComponentStatus;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a stack comes to be, and how a change of it is carried out. */
class RolloutIT extends StackFixture {

  @Test
  void startsInOrderAndIsReadyWhenTheLastStageIs() {
    shop.create("{}");
    eventually().until(() -> shop.statefulSet("shop-kafka").isPresent());
    eventually().until(() -> shop.phase("declare").equals(Optional.of(ComponentPhase.Pending)));
    assertThat(shop.message("declare")).startsWith("waits for postgresql, kafka, rabbitmq");
    assertThat(shop.is(Condition.PROGRESSING, Status.TRUE)).isTrue();
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();

    shop.cluster().start("shop-postgresql");
    shop.cluster().start("shop-rabbitmq");
    eventually().until(() -> shop.message("declare").equals("waits for kafka"));
    assertThat(shop.jobs()).isEmpty();

    shop.cluster().start("shop-kafka");
    eventually().until(() -> shop.jobs().size() == 1);
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();

    shop.cluster().complete(shop.jobs().getFirst());
    eventually().until(() -> shop.statefulSet("shop-eureka").isPresent());
    assertThat(shop.deployments()).as("services wait for the registry").hasSize(1);
    shop.cluster().start("shop-eureka");
    eventually().until(() -> shop.deployments().size() == 6);
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.message("gateway"))
                    .startsWith("waits for user, product, event, order, worker"));
    shop.startEverything();
    var status = shop.status();
    assertThat(status.version()).isNotNull().isEqualTo(status.lastGoodVersion());
    assertThat(status.components())
        .extracting(ComponentStatus::name)
        .contains("postgresql", "kafka", "rabbitmq", "redis", "declare", "eureka", "gateway")
        .doesNotContain("credentials");
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.events())
                    .contains("RolloutStarted", "ComponentReady", "RolloutComplete"));
  }

  @Test
  void everyObjectBelongsToTheStackButRetainedSecrets() {
    shop.create("{}").startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    assertThat(shop.everything())
        .isNotEmpty()
        .filteredOn(object -> !GarbageCollector.isOwnedBy(object, uid))
        .allSatisfy(object -> assertThat(object.getKind()).isEqualTo("Secret"));

    shop.patch("{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.everything())
                    .allMatch(
                        object -> GarbageCollector.isOwnedBy(object, uid), "goes with the stack"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        // Every amount written as the API server would not: it stores 1, 500m and 1Gi.
        """
        {kafka: {managed: {replicas: 3, storage: 10240Mi, resources: {requests: {cpu: 1000m, memory: 1024Mi},
           limits: {cpu: '2.0', memory: 2048Mi}}}},
         redis: {managed: {memory: 1024Mi}}, postgresql: {managed: {resources: {limits: {memory: 4096Mi}}}},
         order: {replicas: 2, env: [{name: EMPTY, value: ''}, {name: A, value: b}],
           resources: {requests: {cpu: '0.5', memory: 1024Mi}, limits: {cpu: '1', memory: 1024Mi}}}}
        """,
        """
        {deletionPolicy: Delete,
         pods: {storageClassName: fast, priorityClassName: high, nodeSelector: {disk: ssd},
           spread: {hosts: Required, zones: Required}, labels: {team: shop}, annotations: {note: x, empty: ''},
           tolerations: [{key: dedicated, operator: Equal, value: shop, effect: NoExecute,
             tolerationSeconds: 60}, {operator: Exists}]},
         images: {pullPolicy: Always}, eureka: {replicas: 3},
         gateway: {autoscaling: {minReplicas: 2, maxReplicas: 10}, trustedProxies: [10.244.0.0/16],
           expose: {type: Ingress, host: shop.example.com, annotations: {a: b, empty: ''}}},
         event: {autoscaling: {minReplicas: 2, maxReplicas: 12, cpu: {targetUtilization: 60}}},
         mail: {smtp: {host: smtp, from: 'a@b'}}, observability: {otlpEndpoint: 'http://otel:4318'}}
        """,
        "{gateway: {expose: {type: LoadBalancer, annotations: {cloud: x}}}, redis: {external: {host: redis}}}",
        "{gateway: {expose: {type: NodePort}}}"
      })
  void aSecondLookAtAnUnchangedStackWritesNothing(String spec) {
    shop.create(spec).startEverything();
    assertThat(operator.writes(shop.namespace())).isNotEmpty();
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
  }

  @Test
  void aChangeIsCarriedOutInOrderAndWhatIsBehindKeepsWhatItHad() {
    shop.create("{}").startEverything();
    var oldJob = shop.jobs().getFirst().getMetadata().getName();

    shop.patch(
        "{\"spec\":{\"kafka\":{\"managed\":{\"image\":\"example/kafka:next\"}},\"version\":\"0.1.0-rc.1\"}}");
    eventually().until(() -> image("shop-kafka").equals("example/kafka:next"));
    eventually().until(() -> shop.is(Condition.PROGRESSING, Status.TRUE));
    assertThat(shop.is(Condition.READY, Status.FALSE)).isTrue();
    assertThat(jobNames()).as("the next stage waits").containsExactly(oldJob);
    assertThat(shop.message("declare")).isEqualTo("stays as it was: waits for kafka");

    shop.startEverything();
    eventually().untilAsserted(() -> assertThat(jobNames()).hasSize(1).doesNotContain(oldJob));
    assertThat(shop.status().lastGoodVersion()).isEqualTo("0.1.0-rc.1");
  }

  @Test
  void registryAcceptsApplicationWithoutLoginOnlyWhileItHasPodsOfTheReleaseBefore() {
    shop.create("{}").startEverything();
    assertThat(anonymousApplications()).isEmpty();
    shop.cluster().pods().run("user", "192.0.2.9");
    eventually().until(() -> anonymousApplications().equals("user\n"));
    shop.cluster().pods().remove("shop-user-1");
    eventually().until(() -> anonymousApplications().isEmpty());
  }

  private String anonymousApplications() {
    return shop.everything()
        .filter(ConfigMap.class::isInstance)
        .filter(object -> object.getMetadata().getName().equals("shop-eureka"))
        .flatMap(
            object ->
                Stream.ofNullable(((ConfigMap) object).getData().get("anonymous-applications")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aVersionThatTheOperatorDoesNotSupportIsRefusedAndNothingChanges() {
    shop.create("{}").startEverything();
    var before = operator.writes(shop.namespace()).size();
    shop.patch("{\"spec\":{\"version\":\"9.9.9\"}}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    assertThat(shop.condition(Condition.STALLED).orElseThrow().message())
        .contains("spec.version is 9.9.9, which operator 0.1.0 does not support");
    assertThat(operator.writes(shop.namespace()).stream().skip(before))
        .as("only the status and Events are written")
        .allMatch(write -> write.contains("/ecommercestacks/") || write.contains("/events"));
    shop.patch("{\"spec\":{\"version\":null}}");
    shop.startEverything();
  }

  @Test
  void aSecretOfAnotherStackIsLeftAloneAndItsStackIsNamed() {
    var theirs =
        new SecretBuilder()
            .withNewMetadata()
            .withName("shop-kafka-admin")
            .withNamespace(shop.namespace())
            .withLabels(Labels.stack("shop-kafka"))
            .endMetadata()
            .build();
    shop.client().resource(theirs).create();
    shop.create("{}");
    eventually().until(() -> shop.is(Condition.STALLED, Status.TRUE));
    assertThat(shop.condition(Condition.STALLED).orElseThrow().message())
        .contains("Secret shop-kafka-admin belongs to EcommerceStack shop-kafka")
        .doesNotContainIgnoringCase("delete");
    assertThat(shop.secret("shop-kafka-admin").getData()).isNullOrEmpty();
  }

  @Test
  void anImageThatCannotBePulledDegradesTheStackAtOnceAndNamesTheComponent() {
    shop.create("{kafka: {managed: {image: \"example/typo:1\"}}}");
    shop.cluster().start("shop-postgresql");
    shop.cluster().start("shop-rabbitmq");
    shop.cluster().setReady("shop-kafka", 0);
    shop.cluster().pods().failToPull("kafka", "shop-kafka-0", "example/typo:1");
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.condition(Condition.DEGRADED).orElseThrow().message())
        .contains("kafka: ")
        .contains("pod shop-kafka-0 cannot pull image example/typo:1");
    assertThat(shop.jobs()).as("what is behind does not start").isEmpty();
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("ComponentDegraded"));

    shop.client().pods().inNamespace(shop.namespace()).withName("shop-kafka-0").delete();
    shop.patch("{\"spec\":{\"kafka\":{\"managed\":{\"image\":null}}}}");
    shop.startEverything();
    assertThat(shop.is(Condition.DEGRADED, Status.FALSE)).isTrue();
  }

  @Test
  void aQuotaThatForbidsPodsIsNamed() {
    shop.create("{}");
    eventually().until(() -> shop.statefulSet("shop-kafka").isPresent());
    shop.cluster()
        .warn(
            "StatefulSet", "shop-kafka", "FailedCreate", "pods is forbidden: exceeded quota: tiny");
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.message("kafka")).contains("cannot create its pods").contains("exceeded quota");
  }

  @Test
  void whatIsNoLongerPlannedIsRemoved() {
    shop.create("{}").startEverything();
    assertThat(named("shop-redis")).isNotEmpty();
    shop.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("redis-login")
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData("username", "shop")
                .addToStringData("password", "secret")
                .build())
        .create();
    shop.patch(
        "{\"spec\":{\"redis\":{\"managed\":null,\"external\":{\"host\":\"redis.example.com\",\"credentials\":{\"name\":\"redis-login\"}}}}}");
    shop.startEverything();
    eventually().untilAsserted(() -> assertThat(named("shop-redis")).isEmpty());
    assertThat(shop.phase("redis")).contains(ComponentPhase.External);
    assertThat(named("shop-kafka")).isNotEmpty();
  }

  @Test
  void aFailedDeclareJobIsRunAgain() {
    shop.create("{}");
    List.of("shop-postgresql", "shop-kafka", "shop-rabbitmq").forEach(shop.cluster()::start);
    eventually().until(() -> shop.jobs().size() == 1);
    var failed = shop.jobs().getFirst();
    shop.cluster().fail(failed);
    eventually()
        .until(
            () ->
                shop.jobs().stream()
                    .anyMatch(
                        job -> !job.getMetadata().getUid().equals(failed.getMetadata().getUid())));
    assertThat(shop.jobs().getFirst().getMetadata().getAnnotations())
        .as("how often it ran decides how long the next time takes")
        .containsEntry("ecommercestack.dev/attempt", "2");
    shop.startEverything();
    assertThat(shop.events()).contains("Retried");
  }

  private List<String> jobNames() {
    return shop.jobs().stream().map(job -> job.getMetadata().getName()).toList();
  }

  private List<String> named(String prefix) {
    return shop.everything()
        .filter(object -> !object.getKind().equals("Secret"))
        .map(object -> object.getMetadata().getName())
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private String image(String name) {
    return shop.statefulSet(name)
        .map(StatefulSet::getSpec)
        .orElseThrow()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getImage();
  }
}

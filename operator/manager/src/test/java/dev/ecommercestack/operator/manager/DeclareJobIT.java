package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.operator.api.v1alpha1.status.ComponentPhase;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When topics, queues, users and databases are declared again. */
class DeclareJobIT extends StackFixture {

  private static final String VOLUME = "data-shop-rabbitmq-0";
  private static final String JOB = "shop-declare";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{deletionPolicy: Delete}"})
  void declaresOnceMoreWhenABrokerComesBackWithAnotherVolume(String spec) {
    shop.create(spec).startEverything();
    var first = shop.jobs().getFirst();
    var runs = jobsMade();
    shop.statefulSet("shop-rabbitmq").ifPresent(set -> shop.client().resource(set).delete());
    shop.cluster().loseVolume(VOLUME);

    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.message("declare"))
                    .contains("waits for PersistentVolumeClaim " + VOLUME));
    shop.startUntil(() -> !sameObject(job(), first), JOB);
    shop.startUntil(
        () -> shop.phase("rabbitmq").filter(ComponentPhase.Ready::equals).isPresent(), JOB);
    assertThat(shop.is(Condition.READY, Status.FALSE)).as("not declared yet").isTrue();
    assertThat(shop.is(Condition.PROGRESSING, Status.FALSE)).as("no rollout").isTrue();

    shop.startEverything();
    assertThat(jobsMade()).as("Jobs made since").isEqualTo(runs + 1);
    assertThat(shop.jobs()).hasSize(1);
  }

  @Test
  void declaresAgainWhenSomebodyRestoredAVolumeWithoutLabels() {
    shop.create("{}").startEverything();
    var first = shop.jobs().getFirst();
    var claim = shop.cluster().claim(VOLUME).get();
    shop.cluster().loseVolume(VOLUME);
    shop.client()
        .resource(
            new PersistentVolumeClaimBuilder(claim)
                .withNewMetadata()
                .withName(VOLUME)
                .withNamespace(shop.namespace())
                .endMetadata()
                .withStatus(null)
                .build())
        .create();
    eventually()
        .alias("declare runs again")
        .until(() -> shop.jobs().size() == 1 && !sameObject(job(), first));
    shop.startEverything();
  }

  @Test
  void keepsTheJobWhenAStatefulSetComesBackWithItsVolume() {
    shop.create("{}").startEverything();
    var first = shop.jobs().getFirst();
    shop.statefulSet("shop-rabbitmq").ifPresent(set -> shop.client().resource(set).delete());
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    shop.startEverything();
    assertThat(shop.jobs())
        .singleElement()
        .satisfies(job -> assertThat(sameObject(job, first)).isTrue());
  }

  @Test
  void declaresAgainADayLaterWhileTheStackStaysReady() {
    shop.create("{}");
    List.of("shop-postgresql", "shop-kafka", "shop-rabbitmq").forEach(shop.cluster()::start);
    eventually().until(() -> shop.jobs().size() == 1);
    var first = job();
    shop.cluster().complete(first, Instant.now().minus(Duration.ofHours(25)));
    eventually()
        .alias("declare runs again")
        .until(() -> shop.jobs().size() == 1 && !sameObject(job(), first));
    var repetition = job();

    shop.startUntil(() -> shop.is(Condition.READY, Status.TRUE), JOB);
    assertThat(shop.phase("declare")).contains(ComponentPhase.Ready);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(30))
        .until(() -> shop.is(Condition.READY, Status.TRUE) && sameObject(job(), repetition));
    assertThat(shop.events()).doesNotContain("Repaired", "Retried");

    shop.cluster().fail(repetition);
    eventually().until(() -> !sameObject(job(), repetition));
    eventually().until(() -> shop.is(Condition.READY, Status.FALSE));
    shop.startEverything();
  }

  @Test
  void declaresAgainWhenThePasswordOfTheOperatorChanges() {
    shop.create("{}").startEverything();
    var first = shop.jobs().getFirst();
    shop.client()
        .secrets()
        .inNamespace(shop.namespace())
        .withName("shop-operator-credentials")
        .edit(
            secret ->
                new SecretBuilder(secret).addToStringData("rabbitmq-password", "rotated").build());
    eventually()
        .alias("declare runs again")
        .until(() -> shop.jobs().size() == 1 && !sameObject(job(), first));
    shop.startEverything();
  }

  private Job job() {
    return eventually().until(shop::jobs, jobs -> jobs.size() == 1).getFirst();
  }

  /** Jobs are written once each, when they are made. */
  private long jobsMade() {
    return operator.writes(shop.namespace()).stream()
        .filter(write -> write.startsWith("PATCH") && write.contains("/jobs/"))
        .count();
  }

  private static boolean sameObject(Job one, Job other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }
}

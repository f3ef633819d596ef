package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of volumes when a stack asks for more storage. */
class VolumesIT extends StackFixture {

  private static final String MORE = "{\"spec\":{\"kafka\":{\"managed\":{\"storage\":\"20Gi\"}}}}";

  @BeforeAll
  static void storageClasses() {
    storageClass("elastic", true);
    storageClass("rigid", false);
  }

  @Test
  void volumesGrowWhileThePodsRunOn() {
    shop.create("{kafka: {managed: {replicas: 3, storage: 10Gi}}}").startEverything();
    var before = kafka();
    bindVolumes(before, "elastic");

    shop.patch(MORE);
    shop.cluster().orphan("shop-kafka");
    eventually()
        .until(
            () ->
                shop.statefulSet("shop-kafka").filter(set -> !sameObject(set, before)).isPresent());
    assertThat(size(kafka().getSpec().getVolumeClaimTemplates().getFirst())).isEqualTo("20Gi");
    assertThat(claims()).hasSize(3).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
    assertThat(kafka().getSpec().getTemplate())
        .as("the pods fit the new StatefulSet, so that none is restarted")
        .isEqualTo(before.getSpec().getTemplate());
    shop.startEverything();
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("VolumeGrown"));
  }

  @Test
  void aClassThatDoesNotLetVolumesGrowIsNamedAndNothingIsTriedAgainAndAgain() {
    shop.create("{}").startEverything();
    var before = kafka();
    bindVolumes(before, "rigid");

    shop.patch(MORE);
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    assertThat(shop.message("kafka"))
        .contains("volume data-shop-kafka-0 cannot grow from 10Gi to 20Gi")
        .contains("StorageClass rigid does not allow");
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
    assertThat(sameObject(kafka(), before)).isTrue();
  }

  @Test
  void theOldSizeCanBeWrittenAgainWhenTheClassRefusedALargerOne() {
    shop.create("{}").startEverything();
    bindVolumes(kafka(), "rigid");
    shop.patch(MORE);
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));

    shop.patch("{\"spec\":{\"kafka\":{\"managed\":{\"storage\":\"10Gi\"}}}}");
    shop.awaitReady();
    assertThat(shop.is(Condition.DEGRADED, Status.FALSE)).isTrue();
  }

  @Test
  void aSmallerSizeIsNotAppliedAndTheStackSaysSo() {
    shop.create("{postgresql: {managed: {storage: 20Gi}}}").startEverything();
    var before = shop.statefulSet("shop-postgresql").orElseThrow();
    bindVolumes(before, "elastic");

    shop.patch("{\"spec\":{\"postgresql\":{\"managed\":{\"storage\":\"5Gi\"}}}}");
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));
    var sentence =
        "StatefulSet shop-postgresql stays as it is: its volumes have 20Gi, and volumes cannot"
            + " shrink to 5Gi; set storage to 20Gi or more";
    assertThat(shop.message("postgresql")).isEqualTo(sentence);
    for (var type : List.of(Condition.READY, Condition.DEGRADED)) {
      assertThat(shop.condition(type).orElseThrow().message()).isEqualTo("postgresql: " + sentence);
    }
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("ComponentDegraded"));
    var after = shop.statefulSet("shop-postgresql").orElseThrow();
    assertThat(after.getMetadata().getResourceVersion())
        .isEqualTo(before.getMetadata().getResourceVersion());
    assertThat(claims()).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
  }

  @Test
  void volumesThatAnEarlierStackLeftGrowToo() {
    shop.create("{}").startEverything();
    bindVolumes(kafka(), "elastic");
    var uid = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().collectGarbage(uid);

    shop.create("{kafka: {managed: {storage: 20Gi}}}").startEverything();
    assertThat(claims()).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
  }

  @Test
  void largerVolumesThatAnEarlierStackLeftAreAdoptedAsTheyAreAndTheStackSaysSo() {
    shop.create("{kafka: {managed: {storage: 20Gi}}}").startEverything();
    bindVolumes(kafka(), "elastic");
    var uid = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().collectGarbage(uid);

    shop.create("{}").startEverything();
    assertThat(claims()).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.notes("VolumeKept"))
                    .containsExactly(
                        "PersistentVolumeClaim data-shop-kafka-0 was there before and keeps its"
                            + " 20Gi: volumes cannot shrink to 10Gi"));
  }

  /** Makes and binds the claims of a StatefulSet, as its controller and a provisioner do. */
  private void bindVolumes(StatefulSet set, String storageClass) {
    for (var template : set.getSpec().getVolumeClaimTemplates()) {
      IntStream.range(0, set.getSpec().getReplicas())
          .mapToObj(pod -> claim(set, template, pod, storageClass))
          .map(claim -> shop.client().resource(claim).create())
          .forEach(this::bind);
    }
  }

  private PersistentVolumeClaim claim(
      StatefulSet set, PersistentVolumeClaim template, int pod, String storageClass) {
    return new PersistentVolumeClaimBuilder(template)
        .editMetadata()
        .withName(
            "%s-%s-%d"
                .formatted(template.getMetadata().getName(), set.getMetadata().getName(), pod))
        .withNamespace(shop.namespace())
        .endMetadata()
        .editSpec()
        .withStorageClassName(storageClass)
        .endSpec()
        .build();
  }

  private void bind(PersistentVolumeClaim claim) {
    shop.client()
        .resource(claim)
        .editStatus(
            live ->
                live.edit()
                    .withNewStatus()
                    .withPhase("Bound")
                    .withCapacity(live.getSpec().getResources().getRequests())
                    .endStatus()
                    .build());
  }

  private StatefulSet kafka() {
    return shop.statefulSet("shop-kafka").orElseThrow();
  }

  private List<PersistentVolumeClaim> claims() {
    return shop.client().persistentVolumeClaims().inNamespace(shop.namespace()).list().getItems();
  }

  private static String size(PersistentVolumeClaim claim) {
    return String.valueOf(claim.getSpec().getResources().getRequests().get("storage"));
  }

  private static boolean sameObject(StatefulSet one, StatefulSet other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private static void storageClass(String name, boolean elastic) {
    operator
        .admin()
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner("example.com/test")
                .withAllowVolumeExpansion(elastic)
                .build())
        .create();
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.status.Condition;
import dev.ecommercestack.operator.api.v1alpha1.status.Condition.Status;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of volumes when a stack asks for more storage. */
class VolumesIT extends StackFixture {

  private static final String ELASTIC = "pods: {storageClassName: elastic}";
  private static final String RIGID = "{pods: {storageClassName: rigid}}";
  private static final String MORE = "{\"spec\":{\"kafka\":{\"managed\":{\"storage\":\"20Gi\"}}}}";

  @BeforeAll
  static void storageClasses() {
    storageClass("elastic", true);
    storageClass("rigid", false);
  }

  @Test
  void volumesGrowWhileThePodsRunOn() {
    shop.create("{%s, kafka: {managed: {replicas: 3, storage: 10Gi}}}".formatted(ELASTIC))
        .startEverything();
    var before = kafka();

    shop.patch(MORE);
    shop.cluster().garbageCollector().orphan("shop-kafka");
    eventually()
        .until(
            () ->
                shop.statefulSet("shop-kafka").filter(set -> !sameObject(set, before)).isPresent());
    assertThat(size(kafka().getSpec().getVolumeClaimTemplates().getFirst())).isEqualTo("20Gi");
    assertThat(claims("kafka"))
        .hasSize(3)
        .allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
    assertThat(kafka().getSpec().getTemplate())
        .as("the pods fit the new StatefulSet, so that none is restarted")
        .isEqualTo(before.getSpec().getTemplate());
    shop.startEverything();
    eventually().untilAsserted(() -> assertThat(shop.events()).contains("VolumeGrown"));
  }

  @Test
  void aClassThatDoesNotLetVolumesGrowIsNamedAndNothingIsTriedAgainAndAgain() {
    shop.create(RIGID).startEverything();
    var before = kafka();

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
    shop.create(RIGID).startEverything();
    shop.patch(MORE);
    eventually().until(() -> shop.is(Condition.DEGRADED, Status.TRUE));

    shop.patch("{\"spec\":{\"kafka\":{\"managed\":{\"storage\":\"10Gi\"}}}}");
    shop.awaitReady();
    assertThat(shop.is(Condition.DEGRADED, Status.FALSE)).isTrue();
  }

  @Test
  void aSmallerSizeIsNotAppliedAndTheStackSaysSo() {
    shop.create("{%s, postgresql: {managed: {storage: 20Gi}}}".formatted(ELASTIC))
        .startEverything();
    var before = shop.statefulSet("shop-postgresql").orElseThrow();

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
    assertThat(claims("postgresql")).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
  }

  @Test
  void volumesThatAnEarlierStackLeftGrowToo() {
    shop.create("{%s}".formatted(ELASTIC)).startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().garbageCollector().collectGarbage(uid);

    shop.create("{%s, kafka: {managed: {storage: 20Gi}}}".formatted(ELASTIC)).startEverything();
    assertThat(claims("kafka")).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
  }

  @Test
  void largerVolumesThatAnEarlierStackLeftAreAdoptedAsTheyAreAndTheStackSaysSo() {
    shop.create("{%s, kafka: {managed: {storage: 20Gi}}}".formatted(ELASTIC)).startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().garbageCollector().collectGarbage(uid);

    shop.create("{%s}".formatted(ELASTIC)).startEverything();
    assertThat(claims("kafka")).allSatisfy(claim -> assertThat(size(claim)).isEqualTo("20Gi"));
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.notes("VolumeKept"))
                    .containsExactly(
                        "PersistentVolumeClaim data-shop-kafka-0 existed before and keeps its"
                            + " size of 20Gi: volumes cannot shrink to 10Gi"));
  }

  @Test
  void theStackOwnsItsVolumesUnderDeleteOnlyAndOtherOwnersStay() {
    shop.create("{deletionPolicy: Delete}").startEverything();
    var uid = shop.stack().get().getMetadata().getUid();
    assertThat(kafka().getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenDeleted())
        .as("deleting the StatefulSet alone deletes no data")
        .isEqualTo("Retain");
    eventually()
        .untilAsserted(
            () ->
                assertThat(allClaims())
                    .hasSize(3)
                    .allMatch(
                        claim -> GarbageCollector.isOwnedBy(claim, uid), "goes with the stack"));
    assertThat(claims("kafka").getFirst().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getController()).isNull();
              assertThat(owner.getKind()).isEqualTo("EcommerceStack");
            });

    addOwner("data-shop-kafka-0", "another-owner");
    shop.patch("{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    eventually()
        .untilAsserted(
            () ->
                assertThat(allClaims())
                    .noneMatch(claim -> GarbageCollector.isOwnedBy(claim, uid), "is retained")
                    .allMatch(
                        claim ->
                            "Prune=false,Delete=false"
                                .equals(
                                    claim
                                        .getMetadata()
                                        .getAnnotations()
                                        .get("argocd.argoproj.io/sync-options")),
                        "is kept by Argo CD"));
    shop.patch("{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
    eventually()
        .untilAsserted(
            () ->
                assertThat(allClaims())
                    .allMatch(
                        claim -> GarbageCollector.isOwnedBy(claim, uid),
                        "goes with the stack again"));
    assertThat(claims("kafka"))
        .allMatch(
            claim -> GarbageCollector.isOwnedBy(claim, "another-owner"), "has its other owner");
    shop.startEverything();
    operator.awaitRunsThatWriteNothing(shop.id(), shop::poke);
  }

  @Test
  void retainedVolumesGetTheirOwnerWhenAStackWithPolicyDeleteAdoptsThem() {
    shop.create("{}").startEverything();
    assertThat(claims("kafka"))
        .allMatch(claim -> claim.getMetadata().getOwnerReferences().isEmpty());
    var first = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().garbageCollector().collectGarbage(first);

    shop.create("{deletionPolicy: Delete}").startEverything();
    var second = shop.stack().get().getMetadata().getUid();
    eventually()
        .untilAsserted(
            () ->
                assertThat(allClaims())
                    .allMatch(claim -> GarbageCollector.isOwnedBy(claim, second), "is ours"));
  }

  @Test
  void volumesOfADeletedStackAreNeitherUsedNorSaved() {
    shop.create("{deletionPolicy: Delete}").startEverything();
    eventually()
        .until(() -> !claims("kafka").getFirst().getMetadata().getOwnerReferences().isEmpty());
    var first = shop.stack().get().getMetadata().getUid();
    shop.delete();
    shop.cluster().garbageCollector().collectGarbage(first);

    // Quicker than the garbage collector gets to the volumes.
    shop.create("{deletionPolicy: Delete}");
    eventually()
        .untilAsserted(
            () ->
                assertThat(shop.message("kafka"))
                    .isEqualTo(
                        "PersistentVolumeClaim data-shop-kafka-0 of the deleted stack is still being"
                            + " deleted"));
    assertThat(shop.statefulSet("shop-kafka")).isEmpty();
    var second = shop.stack().get().getMetadata().getUid();
    assertThat(allClaims())
        .noneMatch(claim -> GarbageCollector.isOwnedBy(claim, second), "was saved");
    allClaims().forEach(claim -> shop.cluster().loseVolume(claim.getMetadata().getName()));
    shop.startEverything();
  }

  private void addOwner(String claim, String uid) {
    shop.cluster()
        .claim(claim)
        .edit(
            live ->
                live.edit()
                    .editMetadata()
                    .addNewOwnerReference()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName("mine")
                    .withUid(uid)
                    .endOwnerReference()
                    .endMetadata()
                    .build());
  }

  private List<PersistentVolumeClaim> allClaims() {
    return shop.client().persistentVolumeClaims().inNamespace(shop.namespace()).list().getItems();
  }

  private StatefulSet kafka() {
    return shop.statefulSet("shop-kafka").orElseThrow();
  }

  private List<PersistentVolumeClaim> claims(String component) {
    return shop.client()
        .persistentVolumeClaims()
        .inNamespace(shop.namespace())
        .withLabel(Labels.COMPONENT, component)
        .list()
        .getItems();
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

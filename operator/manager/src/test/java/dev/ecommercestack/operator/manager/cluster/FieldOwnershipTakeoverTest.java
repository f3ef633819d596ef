package dev.ecommercestack.operator.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldOwnershipTakeoverTest {
  private static final String OURS =
      "{manager: us, operation: Apply, apiVersion: apps/v1, fieldsType: FieldsV1,"
          + " fieldsV1: {'f:spec': {'f:template': {'f:volumes': {'k:{\"name\":\"tmp\"}': {"
          + "'.': {}, 'f:name': {}}}}}}}";

  private static final FieldConflict VOLUMES =
      new FieldConflict(List.of("spec", "template", "volumes", FieldConflict.ITEM));

  private static final FieldConflict PORTS = new FieldConflict(List.of("spec", "ports"));

  @Test
  void otherKindOfOurVolumeBecomesOurs() {
    var entries =
        entries(
            VOLUMES,
            """
            {'f:spec': {'f:template': {'f:volumes': {
               'k:{"name":"tmp"}': {'.': {}, 'f:name': {}, 'f:configMap': {'f:name': {}}}}}}}
            """);
    assertThat(entries)
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactly("kubectl-edit", "us");
    assertThat(fields(entries.getFirst()))
        .isEqualTo(
            fields(
                """
                {'f:spec': {'f:template': {'f:volumes': {
                   'k:{"name":"tmp"}': {'.': {}, 'f:name': {}}}}}}
                """));
    assertThat(fields(entries.getLast()))
        .isEqualTo(
            fields(
                """
                {'f:spec': {'f:template': {'f:volumes': {
                   'k:{"name":"tmp"}': {'.': {}, 'f:name': {}, 'f:configMap': {'f:name': {}}}}}}}
                """));
  }

  @Test
  void itemsBesideOursInAListWithDuplicatesBecomeOurs() {
    var entries =
        entries(PORTS, "{'f:spec': {'f:ports': {'k:{\"port\":1}': {'.': {}, 'f:name': {}}}}}");
    assertThat(entries).extracting(ManagedFieldsEntry::getManager).containsExactly("us");
    assertThat(fields(entries.getFirst()).get("f:spec"))
        .asInstanceOf(MAP)
        .containsEntry("f:ports", fields("{'k:{\"port\":1}': {'.': {}, 'f:name': {}}}"));
  }

  @Test
  void everythingElseStaysWithItsOwners() {
    var theirs =
        """
        {'f:metadata': {'f:annotations': {'f:mine': {}}},
         'f:spec': {'f:replicas': {}, 'f:paused': {}, 'f:template': {
           'f:metadata': {'f:annotations': {'f:kubectl.kubernetes.io/restartedAt': {}}},
           'f:volumes': {'k:{"name":"theirs"}': {'.': {}, 'f:secret': {}}}}}}
        """;
    assertThat(FieldOwnershipTakeover.entries(deployment(theirs), List.of(VOLUMES), "us"))
        .isEmpty();
    var scale =
        "{manager: hpa, operation: Update, subresource: scale, apiVersion: apps/v1,"
            + " fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:ports': {'f:a': {}}}}}";
    assertThat(FieldOwnershipTakeover.entries(deploymentOf(scale), List.of(PORTS), "us")).isEmpty();
  }

  private static List<ManagedFieldsEntry> entries(FieldConflict conflict, String theirs) {
    return FieldOwnershipTakeover.entries(deployment(theirs), List.of(conflict), "us")
        .orElseThrow();
  }

  /** A Deployment that we applied and somebody edited. */
  private static Deployment deployment(String theirs) {
    return deploymentOf(
        OURS,
        "{manager: kubectl-edit, operation: Update, apiVersion: apps/v1, fieldsType: FieldsV1, fieldsV1: %s}"
            .formatted(theirs));
  }

  private static Deployment deploymentOf(String... managers) {
    return Serialization.unmarshal(
        "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop-order, managedFields: [%s]}}"
            .formatted(String.join(", ", managers)),
        Deployment.class);
  }

  private static Map<?, ?> fields(ManagedFieldsEntry entry) {
    return fields(Serialization.asJson(entry.getFieldsV1()));
  }

  private static Map<?, ?> fields(String yaml) {
    return Serialization.unmarshal("---\n" + yaml, Map.class);
  }
}

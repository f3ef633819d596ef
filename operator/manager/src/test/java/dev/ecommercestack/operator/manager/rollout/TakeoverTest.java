package dev.ecommercestack.operator.manager.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private static final String OURS =
      "{manager: us, operation: Apply, apiVersion: apps/v1, fieldsType: FieldsV1,"
          + " fieldsV1: {'f:spec': {'f:template': {'f:a': {}}}}}";

  @Test
  void whatOthersWroteBecomesOurs() {
    var entries =
        entries(
            OURS,
            """
            {manager: kubectl-edit, operation: Update, apiVersion: apps/v1, fieldsType: FieldsV1,
             fieldsV1: {'f:spec': {'f:template': {'f:b': {'k:{"name":"x"}': {'.': {}}}}}}}\
            """);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().getManager()).isEqualTo("us");
    assertThat(entries.getFirst().getOperation()).isEqualTo("Apply");
    assertThat(fields(entries.getFirst()))
        .isEqualTo(
            fields(
                "{'f:spec': {'f:template': {'f:a': {}, 'f:b': {'k:{\"name\":\"x\"}': {'.': {}}}}}}"));
  }

  @Test
  void labelsAnnotationsPodCountsAndSubresourcesStayWithTheirOwners() {
    var scale =
        "{manager: hpa, operation: Update, subresource: scale, apiVersion: apps/v1,"
            + " fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:replicas': {}}}}";
    var entries =
        entries(
            OURS,
            scale,
            """
            {manager: kubectl-edit, operation: Update, apiVersion: apps/v1, fieldsType: FieldsV1,
             fieldsV1: {'f:metadata': {'f:annotations': {'f:mine': {}}},
                        'f:spec': {'f:replicas': {}, 'f:paused': {}}}}\
            """);
    assertThat(entries)
        .extracting(ManagedFieldsEntry::getManager)
        .containsExactly("hpa", "kubectl-edit", "us");
    assertThat(fields(entries.get(1)))
        .isEqualTo(
            fields(
                "{'f:metadata': {'f:annotations': {'f:mine': {}}}, 'f:spec': {'f:replicas': {}}}"));
    assertThat(fields(entries.getLast()))
        .isEqualTo(fields("{'f:spec': {'f:template': {'f:a': {}}, 'f:paused': {}}}"));
  }

  @Test
  void nothingChangesWhenNobodyElseWroteAnything() {
    assertThat(Takeover.entries(deployment(OURS), "us")).isEmpty();
    assertThat(
            Takeover.entries(
                deployment(
                    OURS,
                    "{manager: mine, operation: Update, apiVersion: apps/v1, fieldsType: FieldsV1,"
                        + " fieldsV1: {'f:metadata': {'f:labels': {'f:x': {}}}}}"),
                "us"))
        .isEmpty();
  }

  private static List<ManagedFieldsEntry> entries(String... managers) {
    return Takeover.entries(deployment(managers), "us").orElseThrow();
  }

  private static Deployment deployment(String... managers) {
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

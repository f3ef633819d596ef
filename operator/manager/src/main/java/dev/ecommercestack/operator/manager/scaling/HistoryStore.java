package dev.ecommercestack.operator.manager.scaling;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.scaling.History;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the histories of a stack in its ConfigMap {@code <stack>-scaling}, so that they survive the
 * operator. The ConfigMap goes with the stack.
 */
final class HistoryStore {
  private static final Logger log = LoggerFactory.getLogger(HistoryStore.class);
  private static final String KEY = "history.json.gz";

  private final KubernetesClient client;

  HistoryStore(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Reads the histories by name of the component. Histories of another stack of the same name, or
   * of another schema, are none.
   *
   * @param stack the stack
   * @param stored the ConfigMap, null if there is none
   */
  static Map<String, History> read(EcommerceStack stack, @Nullable ConfigMap stored) {
    var data = stored == null ? null : stored.getBinaryData().get(KEY);
    if (stored == null || data == null || !isOwned(stored, stack)) {
      return Map.of();
    }
    try {
      return HistoryCodec.read(Base64.getDecoder().decode(data));
    } catch (IOException | RuntimeException e) {
      log.warn(
          "{} cannot be used, scaling of the stack begins without a history: {}",
          ObjectNames.describe(stored),
          e.getMessage());
      return Map.of();
    }
  }

  /**
   * Writes the histories.
   *
   * @return whether they were written; a failure is only logged
   */
  boolean write(EcommerceStack stack, Map<String, History> histories) {
    try {
      client
          .resource(configMap(stack, histories))
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager(Labels.OPERATOR)
                  .withForce(true)
                  .build());
      return true;
    } catch (KubernetesClientException failure) {
      log.warn(
          "Cannot write the scaling history of stack {}/{}: {}",
          stack.getMetadata().getNamespace(),
          stack.getMetadata().getName(),
          failure.getMessage());
      return false;
    }
  }

  /**
   * The informers see the ConfigMap by its labels, but relate it to no stack without the label
   * {@value Labels#INSTANCE}: a write triggers no reconciliation, and it is not removed as an
   * object that is not planned.
   */
  private static ConfigMap configMap(EcommerceStack stack, Map<String, History> histories) {
    var metadata = stack.getMetadata();
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(ObjectNames.scalingHistory(metadata.getName()))
        .withNamespace(metadata.getNamespace())
        .withLabels(
            new TreeMap<>(
                Map.of(Labels.PART_OF, Labels.PRODUCT, Labels.MANAGED_BY, Labels.OPERATOR)))
        .addNewOwnerReference()
        .withApiVersion(stack.getApiVersion())
        .withKind(stack.getKind())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .addToBinaryData(KEY, Base64.getEncoder().encodeToString(HistoryCodec.write(histories)))
        .build();
  }

  private static boolean isOwned(ConfigMap stored, EcommerceStack stack) {
    return stored.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(stack.getMetadata().getUid()));
  }
}

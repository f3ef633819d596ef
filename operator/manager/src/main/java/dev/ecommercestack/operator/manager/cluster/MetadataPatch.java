package dev.ecommercestack.operator.manager.cluster;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes labels, annotations and owners of an object that is not applied as a whole: volume claims
 * have other writers, and Jobs are immutable. Other labels and owners stay: a strategic merge patch
 * matches owners by their UID.
 */
final class MetadataPatch {

  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, String> annotations = new TreeMap<>();
  private final List<Object> owners = new ArrayList<>();

  MetadataPatch addLabels(Map<String, String> added) {
    labels.putAll(added);
    return this;
  }

  MetadataPatch addAnnotations(Map<String, String> added) {
    annotations.putAll(added);
    return this;
  }

  MetadataPatch addOwners(List<OwnerReference> added) {
    owners.addAll(added);
    return this;
  }

  MetadataPatch removeOwner(String uid) {
    owners.add(Map.of("$patch", "delete", "uid", uid));
    return this;
  }

  boolean isEmpty() {
    return labels.isEmpty() && annotations.isEmpty() && owners.isEmpty();
  }

  /**
   * Changes exactly this object.
   *
   * @throws KubernetesClientException with code 409 if another one has its name by now
   */
  void apply(HasMetadata live, Context<EcommerceStack> context) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("uid", live.getMetadata().getUid());
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    if (!owners.isEmpty()) {
      metadata.put("ownerReferences", owners);
    }
    context
        .getClient()
        .resource(live)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager(context.getControllerConfiguration().fieldManager())
                .build(),
            Serialization.asJson(Map.of("metadata", metadata)));
  }
}

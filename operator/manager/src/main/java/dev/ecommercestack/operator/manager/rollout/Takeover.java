package dev.ecommercestack.operator.manager.rollout;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the operator the owner of what others wrote into an object, so that the next server-side
 * apply removes what it does not list. Apply by itself leaves entries of others: a port whose
 * number was changed by hand stays beside ours, and its name collides; one kind of volume stays
 * beside another. Such an object could never be applied again.
 *
 * <p>Labels, annotations and the number of pods stay with whoever wrote them.
 */
final class Takeover {

  private static final String APPLY = "Apply";
  private static final String SPEC = "f:spec";
  private static final String REPLICAS = "f:replicas";
  private static final Set<String> LEFT_TO_OTHERS = Set.of("f:metadata", "f:status");

  private Takeover() {}

  /**
   * Takes over what others wrote into the live object.
   *
   * @return false if there is nothing of others, and nothing was written
   */
  static boolean of(HasMetadata desired, KubernetesClient client, String manager) {
    var live = client.resource(desired).get();
    var owned = live == null ? Optional.<List<ManagedFieldsEntry>>empty() : entries(live, manager);
    owned.ifPresent(
        entries ->
            client
                .resource(desired)
                .patch(
                    PatchContext.of(PatchType.JSON_MERGE),
                    Serialization.asJson(
                        Map.of(
                            "metadata",
                            Map.of(
                                "resourceVersion",
                                live.getMetadata().getResourceVersion(),
                                "managedFields",
                                entries)))));
    return owned.isPresent();
  }

  /** Who owns what after the takeover; empty if that changes nothing. */
  static Optional<List<ManagedFieldsEntry>> entries(HasMetadata live, String manager) {
    var others = new ArrayList<ManagedFieldsEntry>();
    Map<String, Object> taken = new TreeMap<>();
    Map<String, Object> ours = new TreeMap<>();
    for (var entry : live.getMetadata().getManagedFields()) {
      if (isOurs(entry, manager)) {
        merge(ours, fields(entry));
      } else if (!isOfTheObject(entry, live)) {
        others.add(entry);
      } else {
        merge(taken, split(entry, true));
        var left = split(entry, false);
        if (!left.isEmpty()) {
          others.add(new ManagedFieldsEntryBuilder(entry).withFieldsV1(fieldsV1(left)).build());
        }
      }
    }
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    merge(ours, taken);
    others.add(
        new ManagedFieldsEntryBuilder()
            .withManager(manager)
            .withOperation(APPLY)
            .withApiVersion(live.getApiVersion())
            .withFieldsType("FieldsV1")
            .withFieldsV1(fieldsV1(ours))
            .build());
    return Optional.of(others);
  }

  private static boolean isOurs(ManagedFieldsEntry entry, String manager) {
    return manager.equals(entry.getManager())
        && APPLY.equals(entry.getOperation())
        && entry.getSubresource() == null;
  }

  /** Neither its status or scale nor in words of another version, which cannot be joined. */
  private static boolean isOfTheObject(ManagedFieldsEntry entry, HasMetadata live) {
    return entry.getSubresource() == null
        && Objects.equals(entry.getApiVersion(), live.getApiVersion());
  }

  private static Map<String, Object> split(ManagedFieldsEntry entry, boolean taken) {
    Map<String, Object> part = new TreeMap<>();
    fields(entry)
        .forEach(
            (name, value) -> {
              if (name.equals(SPEC)) {
                var spec = map(value);
                spec.keySet().removeIf(field -> field.equals(REPLICAS) == taken);
                if (!spec.isEmpty()) {
                  part.put(name, spec);
                }
              } else if (LEFT_TO_OTHERS.contains(name) != taken) {
                part.put(name, value);
              }
            });
    return part;
  }

  private static void merge(Map<String, Object> target, Map<String, Object> source) {
    source.forEach(
        (name, value) -> {
          var inner = map(target.getOrDefault(name, Map.of()));
          merge(inner, map(value));
          target.put(name, inner);
        });
  }

  private static Map<String, Object> fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
  }

  /** Sets of fields are objects all the way down. */
  private static Map<String, Object> map(Object value) {
    Map<String, Object> copy = new TreeMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((name, inner) -> copy.put(String.valueOf(name), inner));
    }
    return copy;
  }

  private static FieldsV1 fieldsV1(Map<String, Object> fields) {
    var result = new FieldsV1();
    result.setAdditionalProperties(fields);
    return result;
  }
}

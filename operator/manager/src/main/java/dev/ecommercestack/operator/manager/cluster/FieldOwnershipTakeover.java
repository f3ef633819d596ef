package dev.ecommercestack.operator.manager.cluster;

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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operator the owner of conflicting fields of others, so that the next server-side apply
 * removes those that it does not list. Server-side apply keeps entries of other field managers: a
 * port whose number was changed by hand stays beside the planned one with the same name, and one
 * kind of volume stays beside another. Such an object could never be applied again.
 *
 * <p>All other fields keep their owner.
 */
final class FieldOwnershipTakeover {

  private static final String APPLY_OPERATION = "Apply";
  private static final String SELF_FIELD = ".";

  private FieldOwnershipTakeover() {}

  /**
   * Takes over the conflicting fields of the live object.
   *
   * @param desired the object as it is planned
   * @param conflicts the places in the object at which fields conflict
   * @param client the Kubernetes client
   * @param fieldManager the field manager of the operator
   * @return false if no other manager owns a conflicting field, so that nothing was written
   */
  static boolean takeOver(
      HasMetadata desired,
      List<FieldConflict> conflicts,
      KubernetesClient client,
      String fieldManager) {
    if (conflicts.isEmpty()) {
      return false;
    }
    var live = client.resource(desired).get();
    var owned =
        live == null
            ? Optional.<List<ManagedFieldsEntry>>empty()
            : entries(live, conflicts, fieldManager);
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
  static Optional<List<ManagedFieldsEntry>> entries(
      HasMetadata live, List<FieldConflict> conflicts, String fieldManager) {
    var others = new ArrayList<ManagedFieldsEntry>();
    Map<String, Object> ours = new TreeMap<>();
    for (var entry : live.getMetadata().getManagedFields()) {
      if (isOurs(entry, fieldManager)) {
        merge(ours, fields(entry));
      } else {
        others.add(entry);
      }
    }
    Map<String, Object> taken = new TreeMap<>();
    for (var entry : others) {
      if (isOfTheObject(entry, live)) {
        conflicts.forEach(at -> merge(taken, conflicting(fields(entry), ours, at.path())));
      }
    }
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    merge(ours, taken);
    var entries = new ArrayList<ManagedFieldsEntry>();
    for (var entry : others) {
      var left = isOfTheObject(entry, live) ? without(fields(entry), taken) : fields(entry);
      if (!left.isEmpty()) {
        entries.add(new ManagedFieldsEntryBuilder(entry).withFieldsV1(fieldsV1(left)).build());
      }
    }
    entries.add(
        new ManagedFieldsEntryBuilder()
            .withManager(fieldManager)
            .withOperation(APPLY_OPERATION)
            .withApiVersion(live.getApiVersion())
            .withFieldsType("FieldsV1")
            .withFieldsV1(fieldsV1(ours))
            .build());
    return Optional.of(entries);
  }

  private static boolean isOurs(ManagedFieldsEntry entry, String fieldManager) {
    return fieldManager.equals(entry.getManager())
        && APPLY_OPERATION.equals(entry.getOperation())
        && entry.getSubresource() == null;
  }

  /** False for entries of subresources and of other API versions, which cannot be merged. */
  private static boolean isOfTheObject(ManagedFieldsEntry entry, HasMetadata live) {
    return entry.getSubresource() == null
        && Objects.equals(entry.getApiVersion(), live.getApiVersion());
  }

  /**
   * Returns the fields at the end of a path that another manager owns and the operator does not,
   * with their path. In lists, only items that the operator owns are searched: others have none of
   * its fields.
   */
  private static Map<String, Object> conflicting(
      Map<String, Object> theirs, Map<String, Object> ours, List<String> path) {
    Map<String, Object> found = new TreeMap<>();
    theirs.forEach(
        (name, value) -> {
          if (path.isEmpty()) {
            if (!name.equals(SELF_FIELD) && !ours.containsKey(name)) {
              found.put(name, value);
            }
          } else if (isNext(path.getFirst(), name, ours)) {
            var inner = conflicting(map(value), map(ours.get(name)), path.subList(1, path.size()));
            if (!inner.isEmpty()) {
              found.put(name, inner);
            }
          }
        });
    return found;
  }

  /** In sets of fields, {@code f:} begins the name of a field, other letters an item of a list. */
  private static boolean isNext(String step, String name, Map<String, Object> ours) {
    return step.equals(FieldConflict.ITEM)
        ? !name.startsWith("f:") && ours.containsKey(name)
        : name.equals("f:" + step);
  }

  private static Map<String, Object> without(
      Map<String, Object> fields, Map<String, Object> taken) {
    Map<String, Object> left = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          var inner = without(map(value), map(taken.get(name)));
          if (!taken.containsKey(name) || !inner.isEmpty()) {
            left.put(name, inner);
          }
        });
    return left;
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
  private static Map<String, Object> map(@Nullable Object value) {
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

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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operator the owner of what others wrote in the place of a conflict, so that the next
 * server-side apply removes what it does not list. Apply by itself leaves entries of others: a port
 * whose number was changed by hand stays beside ours, and its name collides; one kind of volume
 * stays beside another. Such an object could never be applied again.
 *
 * <p>Everything else stays with whoever wrote it.
 */
final class Takeover {

  private static final String APPLY = "Apply";
  private static final String SELF = ".";

  private Takeover() {}

  /**
   * Takes over what others wrote into the live object in the places of conflicts.
   *
   * @return false if there is nothing of others, and nothing was written
   */
  static boolean of(
      HasMetadata desired, List<FieldConflict> conflicts, KubernetesClient client, String manager) {
    if (conflicts.isEmpty()) {
      return false;
    }
    var live = client.resource(desired).get();
    var owned =
        live == null
            ? Optional.<List<ManagedFieldsEntry>>empty()
            : entries(live, conflicts, manager);
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
      HasMetadata live, List<FieldConflict> conflicts, String manager) {
    var others = new ArrayList<ManagedFieldsEntry>();
    Map<String, Object> ours = new TreeMap<>();
    for (var entry : live.getMetadata().getManagedFields()) {
      if (isOurs(entry, manager)) {
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
            .withManager(manager)
            .withOperation(APPLY)
            .withApiVersion(live.getApiVersion())
            .withFieldsType("FieldsV1")
            .withFieldsV1(fieldsV1(ours))
            .build());
    return Optional.of(entries);
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

  /**
   * What somebody wrote at the end of a path and we did not, with the path to it. Of lists on the
   * way, only items of ours are looked into: others have none of our fields.
   */
  private static Map<String, Object> conflicting(
      Map<String, Object> theirs, Map<String, Object> ours, List<String> path) {
    Map<String, Object> found = new TreeMap<>();
    theirs.forEach(
        (name, value) -> {
          if (path.isEmpty()) {
            if (!name.equals(SELF) && !ours.containsKey(name)) {
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

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;

import dev.ecommercestack.operator.manager.cluster.ManagedKinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.stream.Stream;

/** The garbage collector of Kubernetes for one namespace. */
final class GarbageCollector {

  private final KubernetesClient client;
  private final String namespace;

  GarbageCollector(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The garbage collector: lets the dependents of a stack go that is deleted with orphan. */
  void orphanDependents(String stackUid) {
    Stream.concat(ManagedKinds.ALL.stream(), Stream.of(PersistentVolumeClaim.class))
        .flatMap(kind -> client.resources(kind).inNamespace(namespace).list().getItems().stream())
        .filter(object -> isOwnedBy(object, stackUid))
        .forEach(
            object ->
                client
                    .resource(object)
                    .edit(
                        live -> {
                          live.getMetadata()
                              .getOwnerReferences()
                              .removeIf(owner -> owner.getUid().equals(stackUid));
                          return live;
                        }));
  }

  /** The garbage collector: lets the dependents of a StatefulSet go, and then the StatefulSet. */
  void orphan(String statefulSet) {
    var resource = client.apps().statefulSets().inNamespace(namespace).withName(statefulSet);
    eventually()
        .until(
            () ->
                Optional.ofNullable(resource.get())
                    .filter(set -> set.getMetadata().getFinalizers().contains("orphan"))
                    .isPresent());
    resource.edit(
        set -> {
          set.getMetadata().getFinalizers().remove("orphan");
          return set;
        });
  }

  /** The garbage collector: deletes what the deleted stack owned. */
  void collectGarbage(String stackUid) {
    ManagedKinds.ALL.stream()
        .flatMap(kind -> client.resources(kind).inNamespace(namespace).list().getItems().stream())
        .filter(object -> isOwnedBy(object, stackUid))
        .forEach(object -> client.resource(object).delete());
  }

  /** Whether the object with this UID is among the owners. */
  static boolean isOwnedBy(HasMetadata object, String uid) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(uid));
  }
}

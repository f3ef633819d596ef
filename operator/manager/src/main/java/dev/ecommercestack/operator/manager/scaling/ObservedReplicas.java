package dev.ecommercestack.operator.manager.scaling;

import static java.util.Objects.requireNonNullElse;

import dev.ecommercestack.operator.scaling.Replicas;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the pods of a Deployment for a scaling decision. */
final class ObservedReplicas {
  private ObservedReplicas() {}

  /**
   * Returns the pods of a Deployment.
   *
   * @param deployment the Deployment
   * @param broker the broker that its pods read from, null if it is not in the cluster
   * @param stackRollout whether the stack is being rolled out, one stage after the other
   */
  static Replicas of(Deployment deployment, @Nullable StatefulSet broker, boolean stackRollout) {
    var status = requireNonNullElse(deployment.getStatus(), new DeploymentStatus());
    return new Replicas(
        requireNonNullElse(deployment.getSpec().getReplicas(), 1),
        requireNonNullElse(status.getReadyReplicas(), 0),
        stackRollout || isRolling(status) || isRolling(broker));
  }

  /** Whether pods of an older revision run. Pods that are added are all of the newest one. */
  private static boolean isRolling(DeploymentStatus status) {
    return requireNonNullElse(status.getReplicas(), 0)
        > requireNonNullElse(status.getUpdatedReplicas(), 0);
  }

  private static boolean isRolling(@Nullable StatefulSet broker) {
    if (broker == null || broker.getStatus() == null) {
      return false;
    }
    var status = broker.getStatus();
    return !Objects.equals(broker.getMetadata().getGeneration(), status.getObservedGeneration())
        || !Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
  }
}

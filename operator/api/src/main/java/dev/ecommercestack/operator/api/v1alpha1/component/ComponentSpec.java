package dev.ecommercestack.operator.api.v1alpha1.component;

import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the seven services of a stack have in common. */
public sealed interface ComponentSpec
    permits EurekaSpec, GatewaySpec, DomainServiceSpec, EventSpec, WorkerSpec {
  /** A fixed number of pods, or null if it follows the load or was left out (then one pod runs). */
  @Nullable Integer replicas();

  /** Bounds and targets of autoscaling, or null if the number of pods is fixed. */
  @Nullable Autoscaling autoscaling();

  /** The image to run instead of the one the operator chooses, or null. */
  @Nullable String image();

  /** CPU and memory; empty where the operator chooses. */
  ResourcesSpec resources();

  /** Additional environment variables. */
  List<EnvironmentVariable> env();

  /** Placement, labels and annotations; what is empty comes from the stack. */
  PodSettings pods();

  /** Fewest pods that this spec allows: the fixed count, or the lower bound of autoscaling. */
  default int lowestReplicas() {
    Autoscaling autoscaling = autoscaling();
    if (autoscaling != null) {
      return autoscaling.minReplicas();
    }
    Integer replicas = replicas();
    return replicas == null ? 1 : replicas;
  }

  /** Most pods that this spec allows: the fixed count, or the upper bound of autoscaling. */
  default int highestReplicas() {
    Autoscaling autoscaling = autoscaling();
    return autoscaling == null ? lowestReplicas() : autoscaling.maxReplicas();
  }
}

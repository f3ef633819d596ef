package dev.ecommercestack.operator.api.v1alpha1.backing;

import dev.ecommercestack.operator.api.v1alpha1.pod.PodSettings;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import org.jspecify.annotations.Nullable;

/** What the backing services that the operator runs have in common. */
public sealed interface ManagedBacking
    permits KafkaSpec.Managed, RabbitmqSpec.Managed, RedisSpec.Managed, PostgresqlSpec.Managed {
  /** The image to run instead of the one the operator chooses, or null. */
  @Nullable String image();

  /** CPU and memory; empty where the operator chooses. */
  ResourcesSpec resources();

  /** Placement, labels and annotations; what is empty comes from the stack. */
  PodSettings pods();
}

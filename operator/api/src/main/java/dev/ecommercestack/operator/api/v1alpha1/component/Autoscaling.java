package dev.ecommercestack.operator.api.v1alpha1.component;

import org.jspecify.annotations.Nullable;

/** Bounds and targets between which the number of pods follows the load. */
public sealed interface Autoscaling permits CpuAutoscaling, LagAutoscaling {
  /** Fewest pods, at least 1. */
  Integer minReplicas();

  /** Most pods, at least {@link #minReplicas()}. */
  Integer maxReplicas();

  /** The target CPU usage, or null without scaling by CPU usage. */
  @Nullable CpuTarget cpu();
}

package dev.ecommercestack.operator.manager.plan;

/** How the health of a component is observed. */
public enum ComponentKind {
  /** A StatefulSet or Deployment: healthy when its pods of the current revision are ready. */
  WORKLOAD,
  /** A Job: healthy when it completed. */
  JOB,
  /** Run by somebody else: nothing to observe in the cluster. */
  EXTERNAL,
  /** Objects without pods: healthy as soon as they are applied. */
  CONFIGURATION
}

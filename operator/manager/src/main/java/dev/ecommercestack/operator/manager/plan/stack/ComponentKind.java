package dev.ecommercestack.operator.manager.plan.stack;

/** How the health of a component is observed. */
public enum ComponentKind {
  /** A StatefulSet or Deployment: healthy when its pods of the current revision are ready. */
  WORKLOAD,
  /** A Job: healthy when it completed. */
  JOB,
  /** A backing service outside the cluster: there is nothing to observe. */
  EXTERNAL,
  /** Objects without pods: healthy as soon as they are applied. */
  CONFIGURATION
}

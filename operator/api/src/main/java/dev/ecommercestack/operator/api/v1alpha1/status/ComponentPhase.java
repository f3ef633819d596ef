package dev.ecommercestack.operator.api.v1alpha1.status;

/** The state of a component. */
public enum ComponentPhase {
  /** It waits for components of earlier stages. */
  Pending,
  /** It is created, changed or started. */
  Progressing,
  /** All of its pods are ready. */
  Ready,
  /** It does not become ready, or has lost pods. */
  Degraded,
  /** It is external: the operator does not run it. */
  External,
  /** It is not changed because the stack is suspended. */
  Suspended
}

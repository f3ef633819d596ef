package dev.ecommercestack.operator.api.v1alpha1.status;

/** The state of a component. */
public enum ComponentPhase {
  /** Waits for components that come before it. */
  Pending,
  /** Is being made, changed or started. */
  Progressing,
  /** All of its pods are ready. */
  Ready,
  /** Does not get ready, or has lost pods. */
  Degraded,
  /** Brought by the user; the operator does not run it. */
  External,
  /** Left alone because the stack is suspended. */
  Suspended
}

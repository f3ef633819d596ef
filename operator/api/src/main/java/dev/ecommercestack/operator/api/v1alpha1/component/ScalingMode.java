package dev.ecommercestack.operator.api.v1alpha1.component;

/**
 * What the operator does with a scaling decision. The words are chosen so that YAML 1.1 reads none
 * of them as a boolean, as it does with Off.
 */
public enum ScalingMode {
  /** Nothing is decided: the count stays where it is, within its bounds. */
  Disabled,
  /** Decisions are published in the status and in metrics but not carried out. */
  Observe,
  /** Decisions are carried out. */
  Auto,
  /**
   * Nothing is decided, and the operator never writes the number of pods: another autoscaler owns
   * it, and may set it to zero.
   */
  External
}

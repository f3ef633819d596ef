package dev.ecommercestack.operator.scaling;

/**
 * What decisions remember: immutable, bounded in size, plain records. A decision returns the
 * history for the next one.
 */
public record History() {
  /** Of a workload that was never looked at. */
  public static final History NONE = new History();
}

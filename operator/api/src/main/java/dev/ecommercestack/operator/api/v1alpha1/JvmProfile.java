package dev.ecommercestack.operator.api.v1alpha1;

/** What the JVMs of the seven services are tuned for. */
public enum JvmProfile {
  /** Least CPU per request: both compilers, more memory. */
  Throughput,
  /** Least memory: only the quick compiler, more CPU per request. */
  Startup
}

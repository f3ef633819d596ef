package dev.ecommercestack.bench.scaling.sim;

/**
 * What a scaler can see in a second: the state after the second before, and of that only what a
 * real one could read.
 */
public interface View {
  /** Returns the time in seconds since the start. */
  int second();

  /** Returns the replicas that were asked for last. */
  int desired();

  /** Returns the pods that consume. */
  int ready();

  /** Asks the broker. */
  Reading read();
}

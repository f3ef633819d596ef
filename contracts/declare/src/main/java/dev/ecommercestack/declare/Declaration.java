package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;

/** Makes the part of the topology true that lives in one backing service. */
public interface Declaration {
  /** Returns the backing service. */
  Backing backing();

  /**
   * Creates what is missing and mends what differs.
   *
   * @param changes is told of everything, changed or not
   * @throws UnreachableException when the backing service does not answer; another call may succeed
   * @throws MismatchException when a person must decide
   */
  void declare(Changes changes) throws InterruptedException;
}

package dev.ecommercestack.declare;

import dev.ecommercestack.contracts.access.Backing;

/** Declares the objects of the topology in one backing service. */
public interface Declaration {
  /** Returns the backing service that this declaration changes. */
  Backing backing();

  /**
   * Creates missing objects and updates those that differ from the topology.
   *
   * @param changes records every object, changed or not
   * @throws UnreachableException when the backing service does not answer; another call may succeed
   * @throws MismatchException when an existing object differs and only an administrator can resolve
   *     it
   */
  void declare(ChangeRecorder changes) throws InterruptedException;
}

package dev.ecommercestack.worker;

import dev.ecommercestack.testing.services.DependencyHealth;
import org.junit.jupiter.api.Test;

/** The health group of what worker depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    DependencyHealth.checkWithoutBrokers(
        WorkerApplication.class, "worker", "--service.client.secret=secret");
  }
}

package dev.ecommercestack.product;

import dev.ecommercestack.testing.services.DependencyHealth;
import org.junit.jupiter.api.Test;

/** The health group of what product depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    DependencyHealth.checkWithoutBrokers(
        ProductApplication.class, "product", "--service.client.secret=secret");
  }

  @Test
  void tellsThatAllBackingServicesAreAvailable() {
    DependencyHealth health = ProductInstance.shared().dependencyHealth();
    health.reportsAllBackingServicesUp();
    health.leavesNoKafkaClient();
  }
}

package dev.ecommercestack.event;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.testing.services.DependencyHealth;
import org.junit.jupiter.api.Test;

/** The health group of what event depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    DependencyHealth.checkWithoutBrokers(
        EventApplication.class, "event", "--service.client.secret=secret");
  }

  @Test
  void tellsThatAllBackingServicesAreAvailable() {
    try (ServiceInstance instance = TestEnvironment.shared().start()) {
      DependencyHealth health = instance.dependencyHealth();
      health.reportsAllBackingServicesUp();
      health.leavesNoKafkaClient();
    }
  }
}

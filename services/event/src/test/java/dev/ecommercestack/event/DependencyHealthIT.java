package dev.ecommercestack.event;

import dev.ecommercestack.event.harness.Instance;
import dev.ecommercestack.event.harness.World;
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
    try (Instance instance = World.shared().start()) {
      DependencyHealth health = instance.dependencyHealth();
      health.tellsThatEverythingIsUp();
      health.leavesNoKafkaClient();
    }
  }
}

package dev.ecommercestack.event;

import dev.ecommercestack.event.harness.Instance;
import dev.ecommercestack.event.harness.World;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.DependencyHealth;
import dev.ecommercestack.testing.services.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The health group of what event depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    List<String> arguments = new ArrayList<>(DependencyHealth.absentBrokers());
    arguments.add("--spring.datasource.url=" + Database.create().url());
    arguments.add("--spring.datasource.username=" + Database.OWNER);
    arguments.add("--spring.datasource.password=");
    arguments.add("--service.client.secret=secret");
    try (RunningService event = RunningService.start(EventApplication.class, arguments)) {
      DependencyHealth health = DependencyHealth.of(event, "event");
      health.leavesNoKafkaClient();
      health.tellsThatOnlyTheDatabaseIsUp();
      health.tellsNoDetails();
    }
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

package dev.ecommercestack.product;

import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.DependencyHealth;
import dev.ecommercestack.testing.services.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The health group of what product depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    List<String> arguments = new ArrayList<>(DependencyHealth.absentBrokers());
    arguments.add("--spring.datasource.url=" + Database.create().url());
    arguments.add("--spring.datasource.username=" + Database.OWNER);
    arguments.add("--spring.datasource.password=");
    arguments.add("--service.client.secret=secret");
    try (RunningService product = RunningService.start(ProductApplication.class, arguments)) {
      DependencyHealth health = DependencyHealth.of(product, "product");
      health.leavesNoKafkaClient();
      health.tellsThatOnlyTheDatabaseIsUp();
      health.tellsNoDetails();
    }
  }

  @Test
  void tellsThatAllBackingServicesAreAvailable() {
    DependencyHealth health = ProductInstance.shared().dependencyHealth();
    health.tellsThatEverythingIsUp();
    health.leavesNoKafkaClient();
  }
}

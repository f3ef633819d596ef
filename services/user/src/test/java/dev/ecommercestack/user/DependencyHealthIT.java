package dev.ecommercestack.user;

import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.DependencyHealth;
import dev.ecommercestack.testing.services.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The health group of what user depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    List<String> arguments = new ArrayList<>(DependencyHealth.absentBrokers());
    arguments.add("--spring.datasource.url=" + Database.create().url());
    arguments.add("--spring.datasource.username=" + Database.OWNER);
    arguments.add("--spring.datasource.password=");
    arguments.add("--CREDENTIALS_DIR=" + Credentials.create().directory());
    try (RunningService user = RunningService.start(UserApplication.class, arguments)) {
      DependencyHealth health = DependencyHealth.of(user, "user");
      health.leavesNoKafkaClient();
      health.tellsThatOnlyTheDatabaseIsUp();
      health.tellsNoDetails();
    }
  }
}

package dev.ecommercestack.user;

import dev.ecommercestack.testing.services.DependencyHealth;
import org.junit.jupiter.api.Test;

/** The health group of what user depends on. */
class DependencyHealthIT {
  @Test
  void namesTheBackingServicesOfTheContractAndStartsNothing() {
    DependencyHealth.checkWithoutBrokers(
        UserApplication.class, "user", "--CREDENTIALS_DIR=" + Credentials.create().directory());
  }
}

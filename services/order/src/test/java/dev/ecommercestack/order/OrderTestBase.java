package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.RunningService;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs one instance with its environment for all tests of a class. */
abstract class OrderTestBase {
  @TempDir private static Path directory;
  static TestEnvironment environment;
  static StubServices services;
  static StubWorker worker;
  static RunningService instance;
  ApiUser customer;

  @BeforeAll
  static void startInstance() throws Exception {
    environment = TestEnvironment.start(directory);
    services = environment.services();
    worker = environment.worker();
    instance = environment.instance();
  }

  @AfterAll
  static void stopInstance() {
    instance.close();
    environment.close();
  }

  @BeforeEach
  void createCustomer() {
    customer = ApiUser.customer(environment.issuer(), instance::uri);
  }

  /** Stock, coupon and payment of all orders must match their statuses after each test. */
  @AfterEach
  void requireBalancedOrders() {
    services.recover();
    assertThat(auditor().get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
  }

  static ApiUser administrator() {
    UUID id = Uuid7.next();
    return new ApiUser(id, environment.issuer().person(id, "ADMIN"), instance::uri);
  }

  static ApiUser auditor() {
    return new ApiUser(Uuid7.next(), environment.issuer().admin(), instance::uri);
  }
}

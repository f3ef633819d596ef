package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.RunningService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A payment result that order could not process is replayed and takes effect once. */
class ParkedResultIT {
  private static final String LOT = "parking.results.order";
  private static final String LOTS = "/api/v1/parking-lots";
  private static final String REPLAY = LOTS + "/results.order/replay";

  @TempDir private static Path directory;
  private static TestEnvironment environment;
  private static RunningService instance;
  private static ApiUser admin;

  @BeforeAll
  static void start() throws Exception {
    environment = TestEnvironment.start(directory);
    instance = environment.instance();
    admin = new ApiUser(Uuid7.next(), environment.issuer().admin(), instance::uri);
    try (Connection order = environment.broker().as("order")) {
      while (Broker.take(order, LOT).isPresent()) {
        // What other tests left there.
      }
    }
  }

  @AfterAll
  static void stop() {
    instance.close();
    environment.close();
  }

  @Test
  void replaysParkedPaymentResultAfterRepair() throws Exception {
    ApiUser customer = ApiUser.customer(environment.issuer(), instance::uri);
    StubWorker worker = environment.worker();
    worker.behaviour(customer.id(), StubWorker.PaymentBehaviour.DEAF);
    String order = customer.order(environment.services().product(5), 2, null);
    await()
        .atMost(ApiUser.PATIENCE)
        .until(() -> !worker.jobs("payment-job", customer.id()).isEmpty());
    String result =
        StubWorker.result(worker.jobs("payment-job", customer.id()).getFirst(), "SUCCEEDED");

    environment
        .database()
        .execute("alter table inbox add constraint broken check (false) not valid");
    worker.say(result);
    worker.say(result);
    await().atMost(ApiUser.PATIENCE).until(() -> parked() == 2);
    assertThat(customer.read(order).text("status")).isNotEqualTo("CONFIRMED");
    environment.database().execute("alter table inbox drop constraint broken");

    assertThat(customer.get(LOTS).status()).isEqualTo(403);
    assertThat(customer.post(REPLAY, Map.of()).status()).isEqualTo(403);
    admin.post(LOTS + "/results.user/replay", Map.of()).expect(404, "queue_not_found");
    assertThat(admin.post(REPLAY, Map.of()).expect(200).number("replayed")).isEqualTo(2);

    customer.await(order, "CONFIRMED");
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("PAID");
    assertThat(worker.kept(customer.id())).isEqualTo(18_000);
    assertThat(parked()).isZero();
    ApiUser auditor = new ApiUser(Uuid7.next(), environment.issuer().admin(), instance::uri);
    assertThat(auditor.get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
  }

  /** Order knows its own parking lot, with its own rights, and no other. */
  private static int parked() {
    JsonNode lots = admin.get(LOTS).expect(200).body().path("items");
    assertThat(lots.findValuesAsString("queue")).containsExactly("results.order");
    return lots.path(0).path("messages").asInt();
  }
}

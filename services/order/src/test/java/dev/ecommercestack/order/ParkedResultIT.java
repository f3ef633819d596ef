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

/** A payment's result that order could not handle is not lost, and counts once in the end. */
class ParkedResultIT {
  private static final String LOT = "parking.results.order";
  private static final String LOTS = "/api/v1/parking-lots";
  private static final String REPLAY = LOTS + "/results.order/replay";

  @TempDir private static Path directory;
  private static Surroundings surroundings;
  private static RunningService instance;
  private static Shopper admin;

  @BeforeAll
  static void start() throws Exception {
    surroundings = Surroundings.start(directory);
    instance = surroundings.instance();
    admin = new Shopper(Uuid7.next(), surroundings.issuer().admin(), instance::uri);
    try (Connection order = surroundings.broker().as("order")) {
      while (Broker.take(order, LOT).isPresent()) {
        // What other tests left there.
      }
    }
  }

  @AfterAll
  static void stop() {
    instance.close();
    surroundings.close();
  }

  @Test
  void itIsReplayedWhenTheServiceIsMended() throws Exception {
    Shopper customer = Shopper.customer(surroundings.issuer(), instance::uri);
    Worker worker = surroundings.worker();
    worker.mood(customer.id(), Worker.Mood.DEAF);
    String order = customer.order(surroundings.neighbours().product(5), 2, null);
    await()
        .atMost(Shopper.PATIENCE)
        .until(() -> !worker.jobs("payment-job", customer.id()).isEmpty());
    String result =
        Worker.result(worker.jobs("payment-job", customer.id()).getFirst(), "SUCCEEDED");

    surroundings
        .database()
        .execute("alter table inbox add constraint broken check (false) not valid");
    worker.say(result);
    worker.say(result);
    await().atMost(Shopper.PATIENCE).until(() -> parked() == 2);
    assertThat(customer.read(order).text("status")).isNotEqualTo("CONFIRMED");
    surroundings.database().execute("alter table inbox drop constraint broken");

    assertThat(customer.get(LOTS).status()).isEqualTo(403);
    assertThat(customer.post(REPLAY, Map.of()).status()).isEqualTo(403);
    admin.post(LOTS + "/results.user/replay", Map.of()).expect(404, "queue_not_found");
    assertThat(admin.post(REPLAY, Map.of()).expect(200).number("replayed")).isEqualTo(2);

    customer.await(order, "CONFIRMED");
    assertThat(customer.awaitSettled(order).text("payment")).isEqualTo("PAID");
    assertThat(worker.kept(customer.id())).isEqualTo(18_000);
    assertThat(parked()).isZero();
    Shopper auditor =
        new Shopper(Uuid7.next(), surroundings.issuer().service("auditor"), instance::uri);
    assertThat(auditor.get("/internal/audit").body().path("unbalanced").asInt(-1)).isZero();
  }

  /** Order knows its own parking lot, with its own rights, and no other. */
  private static int parked() {
    JsonNode lots = admin.get(LOTS).expect(200).body().path("items");
    assertThat(lots.findValuesAsString("queue")).containsExactly("results.order");
    return lots.path(0).path("messages").asInt();
  }
}

package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What administrators see of messages that nobody could handle, and of jobs. */
class ParkingLotsIT extends GatewayITBase {
  ParkingLotsIT() {
    super(true);
  }

  @Test
  void jobsAndParkingLotsRequireAdministrator() {
    worker.on("/api/v1/parking-lots", "{\"items\":[]}");
    worker.on("/api/v1/parking-lots/jobs.payment/replay", "{\"replayed\":2}");
    worker.on("/api/v1/jobs", "{\"items\":[]}");
    String replay = "/api/v1/parking-lots/jobs.payment/replay";
    String customer = issuer.customer();
    for (String path : List.of("/api/v1/parking-lots", "/api/v1/jobs")) {
      assertThat(gateway.get(path).status()).as(path).isEqualTo(401);
      assertThat(gateway.get(path, customer).status()).as(path).isEqualTo(403);
      assertThat(gateway.get(path, customer).code()).isEqualTo("forbidden");
      assertThat(worker.seen(path)).as(path).isEmpty();
      assertThat(gateway.get(path, issuer.admin()).status()).as(path).isEqualTo(200);
    }
    assertThat(gateway.post(replay, customer, "").status()).isEqualTo(403);
    assertThat(worker.seen(replay)).isEmpty();
    assertThat(gateway.post(replay, issuer.admin(), "").body()).contains("replayed");
  }

  @Test
  void combinesParkingLotsOfAllServices() {
    String path = "/api/v1/parking-lots";
    user.on(path, lot("results.user"));
    products(path, lot("results.product"));
    order.on(path, StubService.json(503, "{}"));
    worker.on(path, lot("jobs.payment"));
    String admin = issuer.admin();
    JsonNode lots = gateway.get(path, admin).json();
    assertThat(lots.path("items").findValuesAsString("queue"))
        .containsExactly("results.user", "results.product", "jobs.payment");
    assertThat(lots.path("unavailable").toString()).isEqualTo("[\"order\"]");
    assertThat(user.seen(path).getFirst().headers().getFirst("Authorization"))
        .isEqualTo("Bearer " + admin);
  }

  private static String lot(String queue) {
    return "{\"items\":[{\"queue\":\"%s\",\"messages\":1}]}".formatted(queue);
  }

  @Test
  void routesReplayToConsumerOfQueue() {
    for (StubService service : services) {
      service.on("/api/v1/parking-lots/results.order/replay", "{\"replayed\":1}");
      service.on(
          "/api/v1/parking-lots/dishes/replay",
          StubService.json(404, "{\"code\":\"queue_not_found\"}"));
    }
    String replay = "/api/v1/parking-lots/results.order/replay";
    assertThat(gateway.post(replay, issuer.customer(), "").status()).isEqualTo(403);
    assertThat(order.seen(replay)).isEmpty();
    assertThat(gateway.post(replay + "?limit=7", issuer.admin(), "").status()).isEqualTo(200);
    assertThat(order.seen(replay).getFirst().uri().getQuery()).isEqualTo("limit=7");
    assertThat(worker.seen(replay)).isEmpty();
    assertThat(gateway.post("/api/v1/parking-lots/dishes/replay", issuer.admin(), "").code())
        .isEqualTo("queue_not_found");
  }
}

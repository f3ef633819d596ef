package dev.ecommercestack.bench.scaling.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop's API, used as its administrator. */
final class Shop {
  /** The name of the campaigns that {@link ClaimSender} claims on. */
  static final String CAMPAIGN = "prove-scaling-load";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BEFORE_CAMPAIGN = Duration.ofHours(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI base;
  private final String token;

  /** Logs in. */
  Shop(Cluster cluster) throws IOException, InterruptedException {
    base = URI.create("http://%s/api/v1".formatted(cluster.address("gateway")));
    String body =
        json.writeValueAsString(
            Map.of(
                "email", cluster.secret("admin", "admin-email"),
                "password", cluster.secret("admin", "admin-password")));
    token = post("/auth/login", "application/json", body, "").path("accessToken").asString();
  }

  /** Creates a campaign that opens in some hours. */
  void createCampaign(String name) throws IOException, InterruptedException {
    Instant opening = Instant.now().plus(BEFORE_CAMPAIGN);
    Map<String, Object> campaign =
        Map.of(
            "name", name,
            "quota", 100_000,
            "startsAt", opening.toString(),
            "endsAt", opening.plus(BEFORE_CAMPAIGN).toString(),
            "benefit", Map.of("type", "PERCENT", "value", 10));
    post("/campaigns", "application/json", json.writeValueAsString(campaign), token);
  }

  /** Uploads a list of products and returns the id of its import. */
  UUID uploadProducts(String csv) throws IOException, InterruptedException {
    JsonNode created = post("/products/imports", "text/csv", csv, token);
    return UUID.fromString(created.path("id").asString());
  }

  private JsonNode post(String path, String type, String body, String bearer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s was answered %d: %s".formatted(path, response.statusCode(), response.body()));
    }
    return json.readTree(response.body());
  }
}

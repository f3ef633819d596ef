package dev.ecommercestack.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.event.harness.ServiceInstance;
import dev.ecommercestack.event.harness.ServiceInstance.Caller;
import dev.ecommercestack.event.harness.TestEnvironment;
import dev.ecommercestack.platform.id.Uuid5;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Claims as users make them, on one instance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstComeIT {
  private static final String CLAIMS = "coupon.claims.v1";

  private final TestEnvironment environment = TestEnvironment.shared();
  private ServiceInstance shop;

  @BeforeAll
  void start() {
    shop = environment.start();
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  record Made(Caller caller, String claim) {}

  @Test
  void issuesCouponsToFirstFiftyClaimsByOffset() throws Exception {
    String campaign = shop.campaign(50);
    List<Caller> customers = Stream.generate(shop::customer).limit(200).toList();
    List<Answer> decided;
    try (var threads = Executors.newFixedThreadPool(32)) {
      List<Future<Made>> made =
          threads.invokeAll(
              customers.stream()
                  .<Callable<Made>>map(
                      customer -> () -> new Made(customer, customer.claim(campaign)))
                  .toList());
      decided =
          made.stream()
              .map(Future::resultNow)
              .map(one -> one.caller().decided(one.claim()))
              .toList();
    }
    List<Answer> winners =
        decided.stream().filter(claim -> claim.text("status").equals("WON")).toList();
    assertThat(winners).hasSize(50);
    assertThat(winners).extracting(w -> w.text("couponId")).doesNotHaveDuplicates();
    assertThat(winners.stream().map(w -> (int) w.number("position")).sorted().toList())
        .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    assertThat(winners.stream().sorted(Comparator.comparing(w -> w.number("position"))))
        .isSortedAccordingTo(Comparator.comparing(w -> w.number("queueOffset")));
    long last = winners.stream().mapToLong(w -> w.number("queueOffset")).max().orElseThrow();
    assertThat(decided.stream().filter(c -> c.text("status").equals("SOLD_OUT")))
        .hasSize(150)
        .allMatch(c -> c.number("queueOffset") < 0 || c.number("queueOffset") > last);
    Answer shown = shop.visitor().get("/api/v1/campaigns/" + campaign).expect(200);
    assertThat(shown.text("status")).isEqualTo("SOLD_OUT");
    assertThat(shown.number("issued")).isEqualTo(50);
  }

  @Test
  void repeatedClaimWinsOneCoupon() {
    String campaign = shop.campaign(10);
    Caller customer = shop.customer();
    String claim = customer.claim(campaign);
    assertThat(claim)
        .isEqualTo(Uuid5.of(UUID.fromString(campaign), customer.id().toString()).toString());
    for (int i = 0; i < 5; i++) {
      assertThat(customer.claim(campaign)).isEqualTo(claim);
    }
    assertThat(customer.decided(claim).text("status")).isEqualTo("WON");
    Caller behind = shop.customer();
    assertThat(behind.decided(behind.claim(campaign)).number("position")).isEqualTo(2);
    assertThat(customer.get("/api/v1/coupons").expect(200).body().path("items")).hasSize(1);
  }

  @Test
  void answersSoldOutToLateClaimAndWonToWinner() {
    String campaign = shop.campaign(1);
    Caller first = shop.customer();
    String claim = first.claim(campaign);
    first.decided(claim);
    await()
        .untilAsserted(
            () -> {
              Answer late =
                  shop.customer().post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
              assertThat(late.expect(202).text("status")).isEqualTo("SOLD_OUT");
            });
    Answer again = first.post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
    assertThat(again.text("status")).isEqualTo("WON");
    assertThat(again.text("claimId")).isEqualTo(claim);
  }

  @Test
  void answersAfterSellOutWithoutDatabaseAndRedis() {
    String campaign = shop.campaign(3);
    for (int i = 0; i < 3; i++) {
      Caller winner = shop.customer();
      winner.decided(winner.claim(campaign));
    }
    String path = "/api/v1/campaigns/" + campaign + "/claims";
    Caller loser = shop.customer();
    await().until(() -> loser.post(path, Map.of()).expect(202).text("status").equals("SOLD_OUT"));
    double statements = connectionsUsed();
    double redis = redisCommands();
    int requests = 200;
    for (int i = 0; i < requests; i++) {
      Answer claim = loser.post(path, Map.of()).expect(202);
      assertThat(claim.text("status")).isEqualTo("SOLD_OUT");
      Answer poll = loser.get("/api/v1/claims/" + claim.text("claimId")).expect(200);
      assertThat(poll.text("status")).isEqualTo("SOLD_OUT");
    }
    // The campaign snapshots, the outbox and the expiry of holds also use connections.
    assertThat((connectionsUsed() - statements) / (2 * requests))
        .as("uses of the database per request")
        .isLessThan(0.5);
    assertThat((redisCommands() - redis) / (2 * requests))
        .as("Redis commands per request")
        .isZero();
  }

  private double connectionsUsed() {
    return shop.metric("hikaricp_connections_usage_seconds_count");
  }

  /** Reads and writes of values since the server started. */
  private double redisCommands() {
    try (RedisConnection redis = shop.bean(RedisConnectionFactory.class).getConnection()) {
      Properties counts = Objects.requireNonNull(redis.serverCommands().info("commandstats"));
      return Stream.of("get", "set", "hget")
          .map(command -> counts.getProperty("cmdstat_" + command, "calls=0,"))
          .mapToLong(counted -> Long.parseLong(counted.replaceAll("calls=([0-9]+),.*", "$1")))
          .sum();
    }
  }

  @Test
  void appendsRepeatedClaimsOnce() {
    String campaign = shop.campaign(10);
    Caller customer = shop.customer();
    String claim = customer.claim(campaign);
    for (int i = 0; i < 5; i++) {
      assertThat(customer.claim(campaign)).isEqualTo(claim);
    }
    customer.decided(claim);
    Answer again = customer.post("/api/v1/campaigns/" + campaign + "/claims", Map.of());
    assertThat(again.expect(202).text("status")).isEqualTo("WON");
    assertThat(environment.read(CLAIMS).stream().filter(record -> campaign.equals(record.key())))
        .as("records of one user's 7 claims")
        .hasSize(1);
  }

  @Test
  void hidesClaimFromOthersAndReturns404ForUnknownClaim() {
    String campaign = shop.campaign(5);
    Caller customer = shop.customer();
    String claim = customer.claim(campaign);
    customer.decided(claim);
    assertThat(shop.customer().get("/api/v1/claims/" + claim).expect(404).text("code"))
        .isEqualTo("claim_not_found");
    Caller other = shop.customer();
    UUID never = Uuid5.of(UUID.fromString(campaign), other.id().toString());
    other.get("/api/v1/claims/" + never).expect(404);
    shop.visitor().get("/api/v1/claims/" + claim).expect(401);
    assertThat(
            customer
                .post("/api/v1/campaigns/" + UUID.randomUUID() + "/claims", Map.of())
                .expect(404)
                .text("code"))
        .isEqualTo("campaign_not_found");
  }

  @Test
  void rejectsClaimOutsideWindow() {
    String early =
        shop.admin()
            .post(
                "/api/v1/campaigns",
                Map.of(
                    "name", "내일부터",
                    "quota", 5,
                    "startsAt", Instant.now().plusSeconds(3600).toString(),
                    "endsAt", Instant.now().plusSeconds(7200).toString(),
                    "benefit", Map.of("type", "PERCENT", "value", 10)))
            .expect(201)
            .text("id");
    Answer refused = shop.customer().post("/api/v1/campaigns/" + early + "/claims", Map.of());
    assertThat(refused.expect(409).text("code")).isEqualTo("campaign_not_open");

    // Somebody puts a claim into the queue past this service: the issuer judges it by itself.
    Caller cheat = shop.customer();
    UUID claim = Uuid5.of(UUID.fromString(early), cheat.id().toString());
    environment.produce(
        CLAIMS,
        environment.partition(early),
        Instant.now().toEpochMilli(),
        early,
        record(early, cheat));
    Answer rejected = cheat.decided(claim.toString());
    assertThat(rejected.text("status")).isEqualTo("REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("OUTSIDE_WINDOW");
  }

  @Test
  void deadLettersMalformedRecordsAndDecidesNextClaim() {
    String campaign = shop.campaign(5);
    int dead = environment.read(CLAIMS + ".DLT").size();
    long now = Instant.now().toEpochMilli();
    environment.produce(
        CLAIMS,
        environment.partition(campaign),
        now,
        campaign,
        "{not json".getBytes(StandardCharsets.UTF_8));
    String stranger = Uuid7.next().toString();
    environment.produce(
        CLAIMS, environment.partition(campaign), now, stranger, record(stranger, shop.customer()));
    Caller customer = shop.customer();
    assertThat(customer.decided(customer.claim(campaign)).number("position")).isEqualTo(1);
    assertThat(environment.read(CLAIMS + ".DLT")).hasSize(dead + 2);
  }

  @Test
  void streamsResultsToWaitingClients() throws Exception {
    String campaign = shop.campaign(1);
    Caller winner = shop.customer();
    Caller loser = shop.customer();
    String won = winner.claim(campaign);
    String lost = loser.claim(campaign);
    String events = String.join("\n", shop.events("/api/v1/claims/" + won + "/events", winner));
    assertThat(events).contains("event:claim").contains("\"status\":\"WON\"");
    assertThat(String.join("\n", shop.events("/api/v1/claims/" + lost + "/events", loser)))
        .contains("\"status\":\"SOLD_OUT\"");
  }

  private static byte[] record(String campaign, Caller customer) {
    UUID claim = Uuid5.of(UUID.fromString(campaign), customer.id().toString());
    return """
        {"id":"%s","type":"coupon-claim-requested","version":1,"occurredAt":"2026-11-22T03:00:00Z",
         "aggregateId":"%s","stack":"shop","correlationId":"%s",
         "data":{"claimId":"%s","campaignId":"%s","userId":"%s","receivedAt":"2026-11-22T03:00:00Z"}}
        """
        .formatted(Uuid7.next(), campaign, Uuid7.next(), claim, campaign, customer.id())
        .getBytes(StandardCharsets.UTF_8);
  }
}

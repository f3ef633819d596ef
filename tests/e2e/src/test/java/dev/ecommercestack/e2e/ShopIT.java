package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Answer;
import dev.ecommercestack.e2e.Shop.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What customers and the shop's owner do, through the gateway only. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopIT {
  private final Stacks stacks = new Stacks("shop", "shop");
  private Shop shop;
  private Owner owner;

  @BeforeAll
  void logIn() {
    shop = Shop.of(stacks, "shop", "shop");
    owner = new Owner(shop.admin());
  }

  @Test
  void aVisitorSeesTheShopButNothingInternal() {
    assertThat(shop.page("/").expect(200).text()).contains("<html").contains("/api");
    Answer home = shop.visitor().get("/api/v1/home").expect(200);
    assertThat(home.body().has("products")).isTrue();
    for (String path :
        List.of("/internal/audit", "/actuator/env", "/actuator/health", "/api/v1/internal/audit")) {
      assertThat(shop.visitor().get(path).status()).as(path).isIn(401, 403, 404);
    }
    shop.visitor().get("/api/v1/orders").expect(401);
  }

  /** With the policy of an answer of the API, which forbids all, a page does not survive it. */
  @Test
  void aPageThatABrowserAsksForAgainKeepsItsPolicy() {
    String policy = "Content-Security-Policy";
    for (String path : List.of("/", "/api")) {
      Answer page = shop.page(path).expect(200);
      assertThat(page.header(policy)).as(path).contains("script-src 'self'");
      Answer again = shop.page(path, "If-None-Match", page.header("ETag")).expect(304);
      assertThat(again.headers().allValues(policy)).as(path).containsExactly(page.header(policy));
    }
  }

  @Test
  void aCustomerSignsUpAndSeesTheProfile() {
    Person customer = shop.signUp();
    assertThat(customer.get("/api/v1/users/me").expect(200).text("email"))
        .isEqualTo(customer.email());
    customer.post("/api/v1/products", Owner.product("forbidden", 1)).expect(403);
  }

  @Test
  void tooManyLoginsFromOneAddressAreRefusedAndOthersAreServed() throws Exception {
    Person guesser = shop.visitor();
    List<Answer> refusals =
        Parallel.all(30, 30, () -> guess(guesser)).stream()
            .filter(answer -> answer.status() == 429)
            .toList();
    assertThat(refusals).isNotEmpty();
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.problem()).isEqualTo("too_many_requests");
              assertThat(refusal.header("Content-Type")).startsWith("application/problem+json");
              assertThat(Integer.parseInt(refusal.header("Retry-After"))).isPositive();
            });
    guess(shop.visitor()).expect(401);
  }

  private static Answer guess(Person visitor) {
    String email = "nobody-" + UUID.randomUUID() + "@example.com";
    return visitor.post(
        "/api/v1/auth/login", Map.of("email", email, "password", "a wrong password"));
  }

  @Test
  void anAccessTokenCannotOrderAfterLogout() {
    Person visitor = shop.visitor();
    Answer signUp = visitor.post("/api/v1/auth/signup", ApiObjects.signUp()).expect(201);
    Person customer = new Person(shop, "", signUp.text("accessToken"), visitor.address());
    customer.post("/api/v1/orders", Map.of()).expect(400);
    visitor
        .post("/api/v1/auth/logout", Map.of("refreshToken", signUp.text("refreshToken")))
        .expect(204);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> customer.post("/api/v1/orders", Map.of()).status() == 401);
  }

  @Test
  void productsAreRegisteredAndFoundByAKoreanWord() {
    String word = "단풍나무";
    String id = owner.register(word + " 도마 " + UUID.randomUUID(), 10);
    await("the search finds the new product")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                StreamSupport.stream(
                        shop.visitor()
                            .get("/api/v1/products?limit=100&query=" + encode(word))
                            .body()
                            .path("items")
                            .spliterator(),
                        false)
                    .anyMatch(item -> item.path("id").asText().equals(id)));
  }

  @Test
  void fiftyOfTwoHundredWinTheFirstFiftyByQueueOrder() throws Exception {
    String campaign = owner.campaign(50);
    List<Person> customers = Parallel.all(16, 200, shop::signUp);

    List<Claim> claims =
        Parallel.all(
            32,
            customers.stream()
                .<Callable<Claim>>map(customer -> () -> Claim.make(customer, campaign))
                .toList());
    List<Claim> decided =
        claims.stream()
            .map(
                claim ->
                    claim.with(
                        claim
                            .customer()
                            .awaitField(
                                "/api/v1/claims/" + claim.id(), "status", "WON", "SOLD_OUT")))
            .toList();

    List<Claim> winners = decided.stream().filter(claim -> claim.status().equals("WON")).toList();
    assertThat(winners).hasSize(50);
    assertThat(winners).extracting(Claim::coupon).doesNotHaveDuplicates().doesNotContain("");
    assertThat(winners.stream().map(Claim::position).sorted().toList())
        .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    long lastWinner = winners.stream().mapToLong(Claim::order).max().orElseThrow();
    assertThat(decided.stream().filter(claim -> claim.status().equals("SOLD_OUT")))
        .allMatch(claim -> claim.order() == 0 || claim.order() > lastWinner);

    Person again = winners.getFirst().customer();
    String secondTry =
        again.post("/api/v1/campaigns/" + campaign + "/claims", Map.of()).text("claimId");
    assertThat(secondTry).isEqualTo(winners.getFirst().id());
    assertThat(again.get("/api/v1/coupons").expect(200).body().path("items")).hasSize(1);
  }

  @Test
  void anOrderWithACouponIsConfirmedAndACancelledOneGivesEverythingBack() {
    String product = owner.register("쿠폰 상품 " + UUID.randomUUID(), 5);
    String campaign = owner.campaign(1);
    Person customer = shop.signUp();
    Claim claim = Claim.make(customer, campaign);
    String coupon =
        customer.awaitField("/api/v1/claims/" + claim.id(), "status", "WON").text("couponId");

    String order = Purchases.order(customer, product, 2, coupon);
    Answer confirmed = customer.awaitField("/api/v1/orders/" + order, "status", "CONFIRMED");
    assertThat(confirmed.body().path("total").path("amount").asLong()).isEqualTo(2 * 10_000 - 1000);
    assertThat(owner.stock(product)).isEqualTo(3);
    assertThat(Purchases.couponStatus(customer, coupon)).isEqualTo("REDEEMED");

    customer.post("/api/v1/orders/" + order + "/cancel", Map.of());
    customer.awaitField("/api/v1/orders/" + order, "status", "CANCELLED");
    await("stock and coupon come back")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              assertThat(owner.stock(product)).isEqualTo(5);
              assertThat(Purchases.couponStatus(customer, coupon)).isEqualTo("AVAILABLE");
            });
  }

  @Test
  void moreThanThereIsIsRefused() {
    String product = owner.register("마지막 하나 " + UUID.randomUUID(), 1);
    Person customer = shop.signUp();
    String order = Purchases.order(customer, product, 2, "");
    Answer rejected = customer.awaitField("/api/v1/orders/" + order, "status", "REJECTED");
    assertThat(rejected.text("reason")).isEqualTo("insufficient_stock");
    assertThat(owner.stock(product)).isEqualTo(1);
  }

  @Test
  void noOrderIsLostOrDoubledWhenTheOrderPodDies() throws Exception {
    String product = owner.register("끊긴 주문 " + UUID.randomUUID(), 1000);
    Person customer = shop.signUp();
    List<Callable<String>> placements =
        IntStream.range(0, 40)
            .<Callable<String>>mapToObj(
                i -> () -> Purchases.orderUntilAnswered(customer, product, 10_000))
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < placements.size(); i++) {
        answers.add(executor.submit(placements.get(i)));
        if (i == 10) {
          TestCluster.kubectl(
              "-n",
              "shop",
              "delete",
              "pod",
              "-l",
              "app.kubernetes.io/name=order",
              "--grace-period=0",
              "--force",
              "--wait=false");
        }
      }
      List<String> orders = new ArrayList<>();
      for (Future<String> answer : answers) {
        orders.add(answer.get());
      }
      assertThat(orders).hasSize(40).doesNotHaveDuplicates();
      for (String order : orders) {
        customer.awaitField("/api/v1/orders/" + order, "status", "CONFIRMED");
      }
    }
    assertThat(owner.stock(product)).isEqualTo(1000 - 40);
    assertThat(customer.get("/api/v1/orders?limit=100").body().path("items")).hasSize(40);
  }

  @Test
  void aDeletedDeploymentComesBack() {
    TestCluster.kubectl("-n", "shop", "delete", "deployment", "shop-user");
    await("the deployment comes back and serves")
        .atMost(Stacks.PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                !TestCluster.kubectl("-n", "shop", "get", "deployment", "shop-user", "-o", "name")
                    .isBlank());
    stacks.awaitReady();
    await("logins work again")
        .atMost(Stacks.PATIENCE)
        .ignoreExceptions()
        .until(() -> shop.signUp() != null);
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}

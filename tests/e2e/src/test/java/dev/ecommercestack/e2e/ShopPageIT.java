package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Person;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shop's page in a real browser, as wide as a phone, in Korean. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopPageIT {
  private static final String ORDERS = "/api/v1/orders";

  private final Stacks stacks = new Stacks("shop", "shop");
  private Shop shop;
  private Owner owner;

  @BeforeAll
  void logIn() {
    shop = Shop.of(stacks, "shop", "shop");
    owner = new Owner(shop.admin());
  }

  @Test
  void orderWithCouponIsPlacedOnceAtTheTotalShownWhenAnswersAreLost() throws Exception {
    String product = "찻잔 " + UUID.randomUUID();
    String productId = owner.register(product, 5);
    String campaign = "쿠폰 " + UUID.randomUUID();
    owner.campaign(campaign, 1);
    String email = "person-" + UUID.randomUUID() + "@example.com";
    String password = "correct horse " + UUID.randomUUID();

    try (Browser browser = Browser.open(shop.address())) {
      signUp(browser, email, password);
      browser.press("[aria-label='쿠폰 받기: " + campaign + "']");
      browser.awaitText("#campaigns", "당첨! 1번째로 받았습니다.");
      browser.awaitText("#coupons", "사용 가능", campaign, "₩1,000");

      fillCart(browser, product);
      browser.press("#order option:not([value=''])");
      browser.awaitText("#quote", "상품 금액\n₩10,000", "쿠폰\n-₩1,000", "결제 금액\n₩9,000");
      assertThat(browser.pageWidth()).isLessThanOrEqualTo(Browser.WIDTH);

      owner.price(productId, 12_000);
      address(browser);
      browser.press("#place");
      browser.awaitText("#notice", "가격이 바뀌었습니다.");
      browser.awaitText("#quote", "결제 금액\n₩11,000");

      Person customer = shop.logIn(email, password);
      assertThat(orders(customer)).isZero();
      try (var losing = browser.losingAnswersOf(ORDERS)) {
        browser.press("#place");
        browser.awaitText("#notice", "두 번 주문되지 않습니다.");
        assertThat(browser.lostAnswers()).isPositive();
      }
      assertThat(browser.text("#place")).isEqualTo("주문 결과 확인");
      assertThat(browser.isEnabled("#cart button")).isFalse();
      browser.press("#place");
      browser.awaitText("#notice", "주문이 접수되었습니다.");
      browser.awaitText("#orders", "확정", product + " × 1", "₩11,000");
      assertThat(orders(customer)).isEqualTo(1);
      assertThat(owner.stock(productId)).isEqualTo(4);
      browser.awaitText("#coupons", "사용함");
      assertThat(browser.pageWidth()).isLessThanOrEqualTo(Browser.WIDTH);
    }
  }

  @Test
  void cartAndOrderWithoutAnswerSurviveReload() throws Exception {
    String product = "접시 " + UUID.randomUUID();
    String productId = owner.register(product, 5);
    String email = "person-" + UUID.randomUUID() + "@example.com";
    String password = "correct horse " + UUID.randomUUID();

    try (Browser browser = Browser.open(shop.address())) {
      signUp(browser, email, password);
      fillCart(browser, product);
      owner.price(productId, 12_000);
      browser.reload();
      browser.awaitText("#cart", product + " × 1", "₩12,000");
      browser.awaitText("#quote", "결제 금액\n₩12,000");

      address(browser);
      try (var losing = browser.losingAnswersOf(ORDERS)) {
        browser.press("#place");
        browser.awaitText("#notice", "두 번 주문되지 않습니다.");
      }
      browser.reload();
      browser.awaitText("#place", "주문 결과 확인");
      assertThat(browser.isEnabled("#cart button")).isFalse();
      browser.press("#place");
      browser.awaitText("#notice", "주문이 접수되었습니다.");
      assertThat(orders(shop.logIn(email, password))).isEqualTo(1);
      browser.reload();
      browser.awaitText("#orders", product + " × 1", "₩12,000");
      assertThat(browser.text("#checkout")).isEmpty();
    }
  }

  @Test
  void administratorSeesNoOrdersOfCustomers() {
    Person customer = shop.signUp();
    String product = "남의 주문 " + UUID.randomUUID();
    Purchases.order(customer, owner.register(product, 5), 1, "");
    try (Browser browser = Browser.open(shop.address())) {
      browser.type("login", "email", owner.admin().email());
      browser.type("login", "password", shop.adminPassword());
      browser.press("#login button");
      browser.awaitText("#registry", "서비스 레지스트리");
      await("the list of orders")
          .atMost(Duration.ofMinutes(1))
          .until(() -> !browser.text("#orders").isBlank());
      assertThat(browser.text("#orders")).doesNotContain(product);
    }
  }

  @Test
  void pricesHaveTheDecimalsOfIso4217AndAllDigits() {
    String name = "가격 " + UUID.randomUUID();
    owner.register(name + " A", 499_000, "HUF");
    owner.register(name + " B", 1_500_000, "IQD");
    owner.register(name + " C", 12_345, "CLF");
    owner.register(name + " D", 9_007_199_254_740_991L, "KWD");
    try (Browser browser = Browser.open(shop.address())) {
      browser.type("search", "query", name);
      browser.press("#search button");
      browser.awaitText("#products", "4,990.00", "1,500.000", "1.2345", "9,007,199,254,740.991");
      String add = "[aria-label='담기: " + name + " D']";
      browser.press(add);
      browser.press(add);
      browser.awaitText("#cart", name + " D × 2", "18,014,398,509,481.982");
    }
  }

  private static void signUp(Browser browser, String email, String password) {
    browser.type("signup", "name", "김 손님");
    browser.type("signup", "email", email);
    browser.type("signup", "password", password);
    browser.press("#signup button");
    browser.awaitText("#who", "김 손님님");
  }

  private static void fillCart(Browser browser, String product) {
    browser.type("search", "query", product);
    browser.press("#search button");
    browser.press("[aria-label='담기: " + product + "']");
    browser.awaitText("#cart", product + " × 1");
  }

  private static void address(Browser browser) {
    Map.of("recipient", "김 손님", "line1", "세종대로 110", "city", "서울", "postalCode", "04524")
        .forEach((field, value) -> browser.type("order", field, value));
  }

  private static int orders(Person customer) {
    return customer.get(ORDERS).expect(200).body().path("items").size();
  }
}

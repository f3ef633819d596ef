package dev.ecommercestack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ecommercestack.e2e.Shop.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The objects to which the requests of the contract test refer; made in a running shop. */
final class ApiObjects {
  /** The id of no object. */
  static final String UNKNOWN = UUID.randomUUID().toString();

  private static final String SIGNING_KEYS = "/api/v1/signing-keys";
  private static final String ORDERS = "/api/v1/orders";

  private final Shop shop;
  private final Person customer;
  private final Person staff;
  private final Map<String, String> login;
  private final String product;
  private final String campaign;
  private final String claim;
  private final String order;
  private final String shippedOrder;
  private final String rejectedOrder;
  private final String productImport;
  private final String report;
  private final String discount;

  ApiObjects(Shop shop, Person customer, Person staff) {
    this.shop = shop;
    this.customer = customer;
    this.staff = staff;
    Map<String, String> account = signUp();
    shop.visitor().post("/api/v1/auth/signup", account).expect(201);
    login = Map.of("email", account.get("email"), "password", account.get("password"));
    product = freshProduct();
    campaign = id("/api/v1/campaigns", newCampaign());
    claim = Claim.make(customer, campaign).id();
    order = freshOrder();
    shippedOrder = freshOrder();
    String tooMany = id("/api/v1/products", Owner.product("마지막 하나", 1));
    rejectedOrder = Purchases.order(customer, tooMany, 2, "");
    productImport =
        staff
            .upload(
                "/api/v1/products/imports", "text/csv", productList(), UUID.randomUUID().toString())
            .expect(202)
            .text("id");
    report =
        staff
            .post(
                "/api/v1/orders/reports",
                Map.of("from", "2026-01-01", "to", "2026-01-02", "format", "CSV"))
            .expect(202)
            .text("jobId");
    discount = id("/api/v1/discounts", newDiscount());
    awaitResults();
  }

  private void awaitResults() {
    customer.awaitField("/api/v1/claims/" + claim, "status", "WON");
    customer.awaitField(ORDERS + "/" + order, "status", "CONFIRMED");
    customer.awaitField(ORDERS + "/" + rejectedOrder, "status", "REJECTED");
    customer.awaitField(ORDERS + "/" + shippedOrder, "status", "CONFIRMED");
    staff
        .post(ORDERS + "/" + shippedOrder + "/fulfilment", Map.of("status", "SHIPPED"))
        .expect(200);
    staff.awaitField("/api/v1/products/imports/" + productImport, "status", "DONE");
    staff.awaitField("/api/v1/jobs/" + report, "status", "DONE");
  }

  private String id(String path, Map<String, Object> object) {
    return staff.post(path, object).expect(201).text("id");
  }

  static Map<String, String> signUp() {
    return Map.of(
        "email", "person-" + UUID.randomUUID() + "@example.com",
        "password", "correct horse " + UUID.randomUUID(),
        "name", "김 손님");
  }

  Map<String, String> login() {
    return login;
  }

  String refreshToken() {
    return shop.visitor().post("/api/v1/auth/login", login).expect(200).text("refreshToken");
  }

  /** A signing key that does not sign yet. */
  String waitingSigningKey() {
    revokeWaitingSigningKey();
    return staff.post(SIGNING_KEYS, Map.of()).expect(201).text("keyId");
  }

  void revokeWaitingSigningKey() {
    for (JsonNode key : staff.get(SIGNING_KEYS).expect(200).body().path("items")) {
      if (key.path("revokedAt").isMissingNode()
          && Instant.parse(key.path("signsFrom").asText()).isAfter(Instant.now())) {
        staff.delete(SIGNING_KEYS + "/" + key.path("keyId").asText()).expect(204);
      }
    }
  }

  /** A product for 10,000 won that no test changes. */
  String product() {
    return product;
  }

  String freshProduct() {
    return id("/api/v1/products", newProduct());
  }

  static Map<String, Object> newProduct() {
    return Owner.product("찻잔 " + UUID.randomUUID(), 100);
  }

  static String productList() {
    return "sku,name,price,currency,stock\nLIST-%s,접시,100,KRW,1\n".formatted(UUID.randomUUID());
  }

  String productImport() {
    return productImport;
  }

  String campaign() {
    return campaign;
  }

  String controlledCampaign() {
    return id("/api/v1/campaigns", newCampaign());
  }

  static Map<String, Object> newCampaign() {
    return Map.of(
        "name", "선착순 " + UUID.randomUUID(),
        "quota", 10,
        "startsAt", Instant.now().minusSeconds(5).toString(),
        "endsAt", Instant.now().plus(Duration.ofHours(1)).toString(),
        "benefit", Map.of("type", "AMOUNT", "value", 1000, "currency", "KRW"));
  }

  /** A claim of the customer that has won. */
  String claim() {
    return claim;
  }

  String discount() {
    return discount;
  }

  /** A discount on a product that nobody orders. */
  Map<String, Object> newDiscount() {
    return Map.of(
        "name", "할인",
        "scope", Map.of("type", "PRODUCT", "ids", List.of(freshProduct())),
        "benefit", Map.of("type", "PERCENT", "value", 5));
  }

  Map<String, Object> items() {
    return items(product);
  }

  static Map<String, Object> items(String product) {
    return Map.of("items", List.of(Map.of("productId", product, "quantity", 1)));
  }

  Map<String, Object> newOrder(long expectedTotal) {
    Map<String, Object> request = new HashMap<>(items());
    request.put("expectedTotal", Map.of("amount", expectedTotal, "currency", "KRW"));
    request.put("shippingAddress", shippingAddress());
    return request;
  }

  static Map<String, Object> shippingAddress() {
    return Map.of(
        "recipient", "김 손님",
        "line1", "세종대로 110",
        "city", "서울",
        "postalCode", "04524",
        "country", "KR");
  }

  /** A confirmed order of the customer. */
  String order() {
    return order;
  }

  String freshOrder() {
    return Purchases.order(customer, product, 1, "");
  }

  String shippedOrder() {
    return shippedOrder;
  }

  String rejectedOrder() {
    return rejectedOrder;
  }

  /** The job of a report that is done. */
  String report() {
    return report;
  }
}

package dev.ecommercestack.e2e;

import dev.ecommercestack.e2e.Shop.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The shop's owner, who fills it. */
record Owner(Person admin) {
  /** Opens a campaign of coupons worth 1,000 won and returns its id. */
  String campaign(int quota) {
    return campaign("선착순 " + UUID.randomUUID(), quota);
  }

  /** Opens a campaign of coupons worth 1,000 won by a name and returns its id. */
  String campaign(String name, int quota) {
    return admin
        .post(
            "/api/v1/campaigns",
            Map.of(
                "name",
                name,
                "quota",
                quota,
                "startsAt",
                Instant.now().minusSeconds(5).toString(),
                "endsAt",
                Instant.now().plus(Duration.ofHours(1)).toString(),
                "benefit",
                Map.of("type", "AMOUNT", "value", 1000, "currency", "KRW")))
        .expect(201)
        .text("id");
  }

  /** Registers a product for 10,000 won and returns its id. */
  String register(String name, int stock) {
    return admin.post("/api/v1/products", product(name, stock)).expect(201).text("id");
  }

  /** Registers a product for an amount in minor units. */
  void register(String name, long amount, String currency) {
    Map<String, Object> product = new HashMap<>(product(name, 5));
    product.put("price", Map.of("amount", amount, "currency", currency));
    admin.post("/api/v1/products", product).expect(201);
  }

  /** Changes what a product costs, in won. */
  void price(String product, long won) {
    String path = "/api/v1/products/" + product;
    long version = admin.get(path).expect(200).body().path("version").asLong();
    var price = Map.of("amount", won, "currency", "KRW");
    admin.patch(path, Map.of("version", version, "price", price)).expect(200);
  }

  int stock(String product) {
    return admin.get("/api/v1/products/" + product).expect(200).body().path("stock").asInt();
  }

  static Map<String, Object> product(String name, int stock) {
    return Map.of(
        "sku",
        "SKU-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT),
        "name",
        name,
        "description",
        "끝에서 끝까지",
        "price",
        Map.of("amount", 10_000, "currency", "KRW"),
        "initialStock",
        stock);
  }
}

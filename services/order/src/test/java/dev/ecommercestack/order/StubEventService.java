package dev.ecommercestack.order;

import dev.ecommercestack.platform.id.Uuid7;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A stub of event: quotes and coupons. Not thread-safe. */
final class StubEventService {
  private final Map<UUID, Coupon> coupons = new HashMap<>();
  private final UUID tenthOff = Uuid7.next();
  private final Map<UUID, UUID> halfOff = new HashMap<>();

  private static final class Coupon {
    final long amount;
    String state = "AVAILABLE";
    @Nullable UUID order;
    long heldFor;

    Coupon(long amount) {
      this.amount = amount;
    }
  }

  UUID coupon(long amount) {
    UUID id = Uuid7.next();
    coupons.put(id, new Coupon(amount));
    return id;
  }

  /** Lets another order use a coupon. */
  void use(UUID coupon) {
    Objects.requireNonNull(coupons.get(coupon)).state = "REDEEMED";
  }

  /** Takes half off a product and returns the id of the discount, which replaces the tenth. */
  UUID halfOff(UUID product) {
    return halfOff.computeIfAbsent(product, id -> Uuid7.next());
  }

  String state(UUID coupon) {
    return Objects.requireNonNull(coupons.get(coupon)).state;
  }

  /** Takes a tenth, or half, off each line as an always-on discount, and the coupon. */
  StubResponse quote(JsonNode body) {
    if (body.path("lines").findValuesAsString("currency").stream().distinct().count() > 1) {
      return StubResponse.problem(400, "mixed_currencies");
    }
    String currency = body.at("/lines/0/unitPrice/currency").asString();
    long subtotal = 0;
    Map<UUID, Long> discounts = new LinkedHashMap<>();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (JsonNode line : body.path("lines")) {
      UUID product = StubResponse.id(line, "productId");
      long price = line.path("unitPrice").path("amount").asLong() * line.path("quantity").asLong();
      UUID id = halfOff.getOrDefault(product, tenthOff);
      long off = id.equals(tenthOff) ? price / 10 : price / 2;
      subtotal += price;
      Map<String, Object> answer = new HashMap<>();
      answer.put("productId", product);
      answer.put("discount", StubResponse.money(off, currency));
      if (off > 0) {
        answer.put("discountId", id);
        discounts.merge(id, off, Long::sum);
      }
      lines.add(answer);
    }
    long left = subtotal - discounts.values().stream().mapToLong(off -> off).sum();
    long off = 0;
    if (!body.path("couponId").isMissingNode()) {
      Coupon coupon = coupons.get(StubResponse.id(body, "couponId"));
      if (coupon == null || !coupon.state.equals("AVAILABLE")) {
        return StubResponse.problem(409, "coupon_not_usable");
      }
      off = Math.min(coupon.amount, left);
    }
    Map<String, Object> quote = new HashMap<>();
    quote.put("currency", currency);
    quote.put("subtotal", StubResponse.money(subtotal, currency));
    quote.put(
        "discounts",
        discounts.entrySet().stream()
            .map(
                e ->
                    Map.of(
                        "discountId",
                        e.getKey(),
                        "name",
                        "상시 할인",
                        "amount",
                        StubResponse.money(e.getValue(), currency)))
            .toList());
    quote.put("lines", lines);
    quote.put("couponDiscount", StubResponse.money(off, currency));
    quote.put("total", StubResponse.money(left - off, currency));
    return new StubResponse(200, quote);
  }

  /** Returns what a coupon was held for, as the order service said. */
  long heldFor(UUID coupon) {
    return Objects.requireNonNull(coupons.get(coupon)).heldFor;
  }

  StubResponse coupon(String action, UUID id, JsonNode body) {
    UUID order = StubResponse.id(body, "orderId");
    Coupon coupon = coupons.get(id);
    if (coupon == null) {
      return StubResponse.problem(404, "coupon_not_found");
    }
    boolean own = order.equals(coupon.order);
    switch (action) {
      case "hold" -> {
        if (!coupon.state.equals("AVAILABLE") && !own) {
          return StubResponse.problem(409, "coupon_not_usable");
        }
        coupon.order = order;
        coupon.heldFor = body.at("/discount/amount").asLong(-1);
        coupon.state = coupon.state.equals("AVAILABLE") ? "HELD" : coupon.state;
      }
      case "redeem" -> {
        if (!own) {
          return StubResponse.problem(409, "coupon_not_usable");
        }
        coupon.state = "REDEEMED";
      }
      default -> {
        if (own) {
          coupon.state = "AVAILABLE";
          coupon.order = null;
        }
      }
    }
    return StubResponse.NO_CONTENT;
  }
}

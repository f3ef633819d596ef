package dev.ecommercestack.order;

import dev.ecommercestack.common.id.Uuid7;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps coupons and quotes prices by the rules of event. One caller at a time. */
final class Promotion {
  private final Map<UUID, Coupon> coupons = new HashMap<>();

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

  String state(UUID coupon) {
    return Objects.requireNonNull(coupons.get(coupon)).state;
  }

  /** Takes a tenth off as an always-on discount, and the coupon. */
  Reply quote(JsonNode body) {
    if (body.path("lines").findValuesAsString("currency").stream().distinct().count() > 1) {
      return Reply.problem(400, "mixed_currencies");
    }
    String currency = body.at("/lines/0/unitPrice/currency").asString();
    long subtotal = 0;
    for (JsonNode line : body.path("lines")) {
      subtotal += line.path("unitPrice").path("amount").asLong() * line.path("quantity").asLong();
    }
    long discount = subtotal / 10;
    long off = 0;
    if (!body.path("couponId").isMissingNode()) {
      Coupon coupon = coupons.get(Reply.id(body, "couponId"));
      if (coupon == null || !coupon.state.equals("AVAILABLE")) {
        return Reply.problem(409, "coupon_not_usable");
      }
      off = Math.min(coupon.amount, subtotal - discount);
    }
    return new Reply(
        200,
        Map.of(
            "currency", currency,
            "subtotal", Reply.money(subtotal, currency),
            "discounts",
                List.of(
                    Map.of(
                        "discountId",
                        Uuid7.next(),
                        "name",
                        "상시 할인",
                        "amount",
                        Reply.money(discount, currency))),
            "couponDiscount", Reply.money(off, currency),
            "total", Reply.money(subtotal - discount - off, currency)));
  }

  /** Returns what a coupon was held for, as the order service said. */
  long heldFor(UUID coupon) {
    return Objects.requireNonNull(coupons.get(coupon)).heldFor;
  }

  Reply coupon(String action, UUID id, JsonNode body) {
    UUID order = Reply.id(body, "orderId");
    Coupon coupon = coupons.get(id);
    if (coupon == null) {
      return Reply.problem(404, "coupon_not_found");
    }
    boolean own = order.equals(coupon.order);
    switch (action) {
      case "hold" -> {
        if (!coupon.state.equals("AVAILABLE") && !own) {
          return Reply.problem(409, "coupon_not_usable");
        }
        coupon.order = order;
        coupon.heldFor = body.at("/discount/amount").asLong(-1);
        coupon.state = coupon.state.equals("AVAILABLE") ? "HELD" : coupon.state;
      }
      case "redeem" -> {
        if (!own) {
          return Reply.problem(409, "coupon_not_usable");
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
    return Reply.NO_CONTENT;
  }
}

package dev.ecommercestack.e2e;

import dev.ecommercestack.e2e.Shop.Answer;
import dev.ecommercestack.e2e.Shop.Person;
import java.util.Map;

/** One customer's claim. Its order is the place in the queue; 0 when the shop need not tell. */
record Claim(Person customer, String id, String status, int position, long order, String coupon) {
  Claim with(Answer answer) {
    return new Claim(
        customer,
        id,
        answer.text("status"),
        answer.body().path("position").asInt(),
        answer.body().path("queueOffset").asLong(),
        answer.text("couponId"));
  }

  /** Claims a coupon. */
  static Claim make(Person customer, String campaign) {
    Answer answer =
        customer.post("/api/v1/campaigns/" + campaign + "/claims", Map.of()).expect(202);
    return new Claim(customer, answer.text("claimId"), "PENDING", 0, 0, "");
  }
}

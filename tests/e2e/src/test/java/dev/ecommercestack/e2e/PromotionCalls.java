package dev.ecommercestack.e2e;

import static dev.ecommercestack.e2e.ApiRole.CUSTOMER;
import static dev.ecommercestack.e2e.ApiRole.STAFF;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of campaigns, claims, coupons and discounts. See {@link ApiCalls}. */
final class PromotionCalls {
  private final ApiObjects objects;
  private final List<ApiCall> calls = new ArrayList<>();

  private PromotionCalls(ApiObjects objects) {
    this.objects = objects;
  }

  static List<ApiCall> of(ApiObjects objects) {
    PromotionCalls table = new PromotionCalls(objects);
    table.addCampaigns();
    table.addDiscountsAndCoupons();
    return table.calls;
  }

  private void addCampaigns() {
    calls.add(
        ApiCall.of(
            "listCampaigns",
            role -> Request.of("?limit=3"),
            "200 200 200 200 401",
            Request.of("?limit=101"),
            CUSTOMER,
            "invalid_limit"));
    calls.add(
        ApiCall.of(
            "readCampaign",
            role -> Request.of(objects.campaign()),
            "200 200 200 200 401",
            Request.of(ApiObjects.UNKNOWN),
            CUSTOMER,
            "campaign_not_found"));
    calls.add(
        ApiCall.of(
            "createCampaign",
            role -> Request.of().body(ApiObjects.newCampaign()),
            "401 403 403 201 401",
            Request.NO_FIELDS,
            STAFF,
            "validation_failed"));
    for (String control : List.of("pauseCampaign", "resumeCampaign", "endCampaign")) {
      // 200 or 202: see ApiContractIT.
      calls.add(
          ApiCall.of(
              control,
              role -> Request.of(objects.controlledCampaign()),
              "401 403 403 200 401",
              Request.of(ApiObjects.UNKNOWN),
              STAFF,
              "campaign_not_found"));
    }
    calls.add(
        ApiCall.of(
            "claimCoupon",
            role -> Request.of(objects.campaign()),
            "401 202 202 202 401",
            Request.of(ApiObjects.UNKNOWN),
            CUSTOMER,
            "campaign_not_found"));
    calls.add(
        ApiCall.of(
            "readClaim",
            role -> Request.of(objects.claim()),
            "401 200 404 404 401",
            Request.of("no-uuid"),
            CUSTOMER,
            "bad_request"));
    calls.add(
        ApiCall.of(
            "streamClaim",
            role -> Request.of(objects.claim()),
            "401 200 404 404 401",
            Request.of(ApiObjects.UNKNOWN),
            CUSTOMER,
            "claim_not_found"));
  }

  private void addDiscountsAndCoupons() {
    calls.add(
        ApiCall.of(
            "listCoupons",
            role -> Request.of(),
            "401 200 200 200 401",
            Request.of("?limit=-1"),
            CUSTOMER,
            "invalid_limit"));
    calls.add(
        ApiCall.of(
            "listDiscounts",
            role -> Request.of(),
            "200 200 200 200 401",
            Request.of("?size=1"),
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "createDiscount",
            role -> Request.of().body(objects.newDiscount()),
            "401 403 403 201 401",
            Request.NO_FIELDS,
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "changeDiscount",
            role -> Request.of(objects.discount()).body(Map.of("status", "PAUSED")),
            "401 403 403 200 401",
            Request.of(ApiObjects.UNKNOWN).body(Map.of("status", "PAUSED")),
            STAFF,
            "discount_not_found"));
  }
}

package dev.ecommercestack.e2e;

import static dev.ecommercestack.e2e.ApiRole.CUSTOMER;
import static dev.ecommercestack.e2e.ApiRole.STAFF;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The table of the contract test: for each operation a valid request with the status that each role
 * gets (nobody, customer, other customer, staff, service), and an invalid request. The gateway
 * accepts no service tokens.
 */
final class ApiCalls {
  private static final String UNKNOWN = UUID.randomUUID().toString();
  private static final Request NO_FIELDS = Request.of().body(Map.of());

  private final ApiObjects objects;
  private final List<ApiCall> calls = new ArrayList<>();

  private ApiCalls(ApiObjects objects) {
    this.objects = objects;
  }

  static List<ApiCall> of(ApiObjects objects) {
    ApiCalls table = new ApiCalls(objects);
    table.addAccounts();
    table.addCatalogue();
    table.addCampaigns();
    table.addDiscountsAndCoupons();
    table.addOrders();
    table.addOperations();
    return table.calls;
  }

  private void addAccounts() {
    calls.add(
        ApiCall.of(
            "signUp",
            role -> Request.of().body(ApiObjects.signUp()),
            "201 201 201 201 201",
            Request.of().body(Map.of("email", "x", "password", "short", "name", "A")),
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "logIn",
            role -> Request.of().body(objects.login()),
            "200 200 200 200 200",
            Request.of().body(Map.of("email", "nobody@example.com", "password", "wrong password")),
            CUSTOMER,
            "invalid_credentials"));
    calls.add(
        ApiCall.of(
            "refreshSession",
            role -> Request.of().body(Map.of("refreshToken", objects.refreshToken())),
            "200 200 200 200 200",
            Request.of().body(Map.of("refreshToken", "unknown")),
            CUSTOMER,
            "invalid_refresh_token"));
    calls.add(
        ApiCall.of(
            "logOut",
            role -> Request.of().body(Map.of("refreshToken", objects.refreshToken())),
            "204 204 204 204 204",
            NO_FIELDS,
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "listKeys",
            role -> Request.of(),
            "200 200 200 200 200",
            Request.of("?unknown=1"),
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "readAccount",
            role -> Request.of(),
            "401 200 200 200 401",
            Request.of("?unknown=1"),
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "changeAccount",
            role -> Request.of().body(Map.of("language", "ko")),
            "401 200 200 200 401",
            Request.of().body(Map.of("language", "xx")),
            CUSTOMER,
            "validation_failed"));
  }

  private void addCatalogue() {
    calls.add(
        ApiCall.of(
            "listProducts",
            role -> Request.of("?limit=3"),
            "200 200 200 200 401",
            Request.of("?limit=0"),
            CUSTOMER,
            "invalid_limit"));
    calls.add(
        ApiCall.of(
            "readProduct",
            role -> Request.of(objects.product()),
            "200 200 200 200 401",
            Request.of(UNKNOWN),
            CUSTOMER,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "registerProduct",
            role -> Request.of().body(ApiObjects.newProduct()),
            "401 403 403 201 401",
            NO_FIELDS,
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "changeProduct",
            role -> Request.of(objects.freshProduct()).body(Map.of("version", 0, "name", "찻잔")),
            "401 403 403 200 401",
            Request.of(objects.product()).body(Map.of("version", 999, "name", "찻잔")),
            STAFF,
            "conflict"));
    calls.add(
        ApiCall.of(
            "withdrawProduct",
            role -> Request.of(objects.freshProduct()),
            "401 403 403 204 401",
            Request.of(UNKNOWN),
            STAFF,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "readStock",
            role -> Request.of(objects.product()),
            "401 403 403 200 401",
            Request.of(UNKNOWN),
            STAFF,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "adjustStock",
            role -> Request.of(objects.product()).body(Map.of("delta", 1, "reason", "count")),
            "401 403 403 200 401",
            Request.of(objects.product()).body(Map.of("delta", -999_999, "reason", "count")),
            STAFF,
            "insufficient_stock"));
    calls.add(
        ApiCall.of(
            "listCategories",
            role -> Request.of(),
            "200 200 200 200 401",
            Request.of("?cursor=nonsense"),
            CUSTOMER,
            "invalid_cursor"));
    calls.add(
        ApiCall.of(
            "createCategory",
            role -> Request.of().body(Map.of("name", "분류 " + UUID.randomUUID())),
            "401 403 403 201 401",
            Request.of().body(Map.of("name", "  ")),
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "uploadImport",
            role -> Request.of().text(ApiObjects.productList(), "text/csv"),
            "401 403 403 202 401",
            Request.of().text("sku", "image/png"),
            STAFF,
            "unsupported_media_type"));
    calls.add(
        ApiCall.of(
            "readImport",
            role -> Request.of(objects.productImport()),
            "401 403 403 200 401",
            Request.of(UNKNOWN),
            STAFF,
            "import_not_found"));
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
            Request.of(UNKNOWN),
            CUSTOMER,
            "campaign_not_found"));
    calls.add(
        ApiCall.of(
            "createCampaign",
            role -> Request.of().body(ApiObjects.newCampaign()),
            "401 403 403 201 401",
            NO_FIELDS,
            STAFF,
            "validation_failed"));
    for (String control : List.of("pauseCampaign", "resumeCampaign", "endCampaign")) {
      // 200 or 202: see ApiContractIT.
      calls.add(
          ApiCall.of(
              control,
              role -> Request.of(objects.controlledCampaign()),
              "401 403 403 200 401",
              Request.of(UNKNOWN),
              STAFF,
              "campaign_not_found"));
    }
    calls.add(
        ApiCall.of(
            "claimCoupon",
            role -> Request.of(objects.campaign()),
            "401 202 202 202 401",
            Request.of(UNKNOWN),
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
            Request.of(UNKNOWN),
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
            NO_FIELDS,
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "changeDiscount",
            role -> Request.of(objects.discount()).body(Map.of("status", "PAUSED")),
            "401 403 403 200 401",
            Request.of(UNKNOWN).body(Map.of("status", "PAUSED")),
            STAFF,
            "discount_not_found"));
  }

  private void addOrders() {
    calls.add(
        ApiCall.of(
            "quoteOrder",
            role -> Request.of().body(objects.items()),
            "401 200 200 200 401",
            Request.of().body(ApiObjects.items(UNKNOWN)),
            CUSTOMER,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "placeOrder",
            role -> Request.of().body(objects.newOrder(10_000)),
            "401 202 202 202 401",
            Request.of().body(objects.newOrder(1)),
            CUSTOMER,
            "price_changed"));
    calls.add(
        ApiCall.of(
            "listOrders",
            role -> Request.of("?limit=5"),
            "401 200 200 200 401",
            Request.of("?status=NONE"),
            CUSTOMER,
            "bad_request"));
    calls.add(
        ApiCall.of(
            "readOrder",
            role -> Request.of(objects.order()),
            "401 200 404 200 401",
            Request.of(UNKNOWN),
            CUSTOMER,
            "order_not_found"));
    calls.add(
        ApiCall.of(
            "changeOrder",
            role ->
                Request.of(objects.order())
                    .body(Map.of("shippingAddress", ApiObjects.shippingAddress())),
            "401 200 404 200 401",
            Request.of(objects.shippedOrder())
                .body(Map.of("shippingAddress", ApiObjects.shippingAddress())),
            CUSTOMER,
            "order_not_changeable"));
    calls.add(
        ApiCall.of(
            "cancelOrder",
            role -> Request.of(objects.freshOrder()),
            "401 202 404 202 401",
            Request.of(objects.shippedOrder()),
            CUSTOMER,
            "order_not_cancellable"));
    calls.add(
        ApiCall.of(
            "fulfilOrder",
            role -> Request.of(objects.shippedOrder()).body(Map.of("status", "SHIPPED")),
            "401 403 403 200 401",
            Request.of(objects.rejectedOrder()).body(Map.of("status", "SHIPPED")),
            STAFF,
            "order_not_shippable"));
    calls.add(
        ApiCall.of(
            "requestSalesReport",
            role ->
                Request.of()
                    .body(Map.of("from", "2026-01-01", "to", "2026-01-31", "format", "CSV")),
            "401 403 403 202 401",
            Request.of().body(Map.of("from", "2026-02-01", "to", "2026-01-31", "format", "CSV")),
            STAFF,
            "bad_period"));
  }

  private void addOperations() {
    calls.add(
        ApiCall.of(
            "listJobs",
            role -> Request.of("?limit=5"),
            "401 403 403 200 401",
            Request.of("?type=none"),
            STAFF,
            "unknown_job_type"));
    calls.add(
        ApiCall.of(
            "readJob",
            role -> Request.of(objects.report()),
            "401 403 403 200 401",
            Request.of(UNKNOWN),
            STAFF,
            "job_not_found"));
    calls.add(
        ApiCall.of(
            "downloadDocument",
            role -> Request.of(objects.report()),
            "401 403 403 200 401",
            Request.of(objects.productImport()),
            STAFF,
            "document_not_found"));
    calls.add(
        ApiCall.of(
            "listParkingLots",
            role -> Request.of(),
            "401 403 403 200 401",
            Request.of("?unknown=1"),
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "replayParkingLot",
            role -> Request.of("jobs.report"),
            "401 403 403 200 401",
            Request.of("no-queue"),
            STAFF,
            "queue_not_found"));
    calls.add(
        ApiCall.of(
            "readHome",
            role -> Request.of(),
            "200 200 200 200 401",
            Request.of("?unknown=1"),
            CUSTOMER,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "readOverview",
            role -> Request.of(),
            "401 200 200 200 401",
            Request.of("?unknown=1"),
            CUSTOMER,
            "validation_failed"));
  }
}

package dev.ecommercestack.e2e;

import static dev.ecommercestack.e2e.ApiRole.CUSTOMER;
import static dev.ecommercestack.e2e.ApiRole.STAFF;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of orders, and those of operators of a shop. See {@link ApiCalls}. */
final class OrderCalls {
  private final ApiObjects objects;
  private final List<ApiCall> calls = new ArrayList<>();

  private OrderCalls(ApiObjects objects) {
    this.objects = objects;
  }

  static List<ApiCall> of(ApiObjects objects) {
    OrderCalls table = new OrderCalls(objects);
    table.addOrders();
    table.addOperations();
    return table.calls;
  }

  private void addOrders() {
    calls.add(
        ApiCall.of(
            "quoteOrder",
            role -> Request.of().body(objects.items()),
            "401 200 200 200 401",
            Request.of().body(ApiObjects.items(ApiObjects.UNKNOWN)),
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
            Request.of(ApiObjects.UNKNOWN),
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
            Request.of(ApiObjects.UNKNOWN),
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

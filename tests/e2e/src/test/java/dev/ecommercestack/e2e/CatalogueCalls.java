package dev.ecommercestack.e2e;

import static dev.ecommercestack.e2e.ApiRole.CUSTOMER;
import static dev.ecommercestack.e2e.ApiRole.STAFF;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The operations of accounts, products and categories. See {@link ApiCalls}. */
final class CatalogueCalls {
  private final ApiObjects objects;
  private final List<ApiCall> calls = new ArrayList<>();

  private CatalogueCalls(ApiObjects objects) {
    this.objects = objects;
  }

  static List<ApiCall> of(ApiObjects objects) {
    CatalogueCalls table = new CatalogueCalls(objects);
    table.addAccounts();
    table.addSigningKeys();
    table.addCatalogue();
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
            Request.NO_FIELDS,
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

  private void addSigningKeys() {
    calls.add(
        ApiCall.of(
            "listSigningKeys",
            role -> Request.of(),
            "401 403 403 200 401",
            Request.of("?unknown=1"),
            STAFF,
            "validation_failed"));
    calls.add(
        ApiCall.of(
            "createSigningKey",
            role -> {
              if (role == STAFF) {
                objects.revokeWaitingSigningKey();
              }
              return Request.of();
            },
            "401 403 403 201 401",
            Request.of(),
            STAFF,
            "signing_key_waits"));
    calls.add(
        ApiCall.of(
            "revokeSigningKey",
            role -> Request.of(role == STAFF ? objects.waitingSigningKey() : ApiObjects.UNKNOWN),
            "401 403 403 204 401",
            Request.of("unknown"),
            STAFF,
            "signing_key_not_found"));
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
            Request.of(ApiObjects.UNKNOWN),
            CUSTOMER,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "registerProduct",
            role -> Request.of().body(ApiObjects.newProduct()),
            "401 403 403 201 401",
            Request.NO_FIELDS,
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
            Request.of(ApiObjects.UNKNOWN),
            STAFF,
            "product_not_found"));
    calls.add(
        ApiCall.of(
            "readStock",
            role -> Request.of(objects.product()),
            "401 403 403 200 401",
            Request.of(ApiObjects.UNKNOWN),
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
            Request.of(ApiObjects.UNKNOWN),
            STAFF,
            "import_not_found"));
  }
}

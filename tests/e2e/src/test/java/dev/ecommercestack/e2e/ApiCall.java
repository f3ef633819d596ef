package dev.ecommercestack.e2e;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the contract test: a request of one operation by every role, and an invalid request.
 *
 * @param operationId the operation
 * @param request makes a valid request; each call makes a new one, with objects of its own
 * @param statuses the expected status for each role
 * @param invalid an invalid request, sent by {@code invalidRole}
 * @param invalidCode the expected error code
 */
record ApiCall(
    String operationId,
    Function<ApiRole, Request> request,
    Map<ApiRole, Integer> statuses,
    Request invalid,
    ApiRole invalidRole,
    String invalidCode) {

  /**
   * A request.
   *
   * @param variables the values of the path variables, in their order, and the query after them
   * @param body an object that is sent as JSON, or a text that is sent as it is; null for none
   * @param contentType the media type of the body
   */
  record Request(String[] variables, @Nullable Object body, String contentType) {
    /** A request with an empty JSON object. */
    static final Request NO_FIELDS = of().body(Map.of());

    static Request of(String... variables) {
      return new Request(variables, null, "application/json");
    }

    Request body(Object json) {
      return new Request(variables, json, contentType);
    }

    Request text(String text, String type) {
      return new Request(variables, text, type);
    }
  }

  /**
   * Returns a row.
   *
   * @param statuses the statuses of nobody, customer, other customer, staff and service
   */
  static ApiCall of(
      String operationId,
      Function<ApiRole, Request> request,
      String statuses,
      Request invalid,
      ApiRole invalidRole,
      String invalidCode) {
    Map<ApiRole, Integer> byRole = new EnumMap<>(ApiRole.class);
    String[] columns = statuses.split(" ", -1);
    for (ApiRole role : ApiRole.values()) {
      byRole.put(role, Integer.valueOf(columns[role.ordinal()]));
    }
    return new ApiCall(operationId, request, byRole, invalid, invalidRole, invalidCode);
  }

  /** Returns whether a role may do what the valid request asks for. */
  boolean allows(ApiRole role) {
    return Objects.requireNonNull(statuses.get(role)) < 300;
  }

  @Override
  public String toString() {
    return operationId;
  }
}

package dev.ecommercestack.e2e;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of the contract test: for each operation a valid request with the status that each role
 * gets (nobody, customer, other customer, staff, service), and an invalid request. The gateway
 * accepts no service tokens.
 */
final class ApiCalls {
  private ApiCalls() {}

  static List<ApiCall> of(ApiObjects objects) {
    return Stream.of(CatalogueCalls.of(objects), PromotionCalls.of(objects), OrderCalls.of(objects))
        .flatMap(List::stream)
        .toList();
  }
}

package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.e2e.ApiCall.Request;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the answers of every operation with the OpenAPI document, for every role. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractIT {
  private final Map<ApiRole, String> tokens = new EnumMap<>(ApiRole.class);
  private final Set<String> passed = new TreeSet<>();
  private ApiDocument document;
  private ApiClient client;
  private List<ApiCall> calls;

  @BeforeAll
  void makeObjects() {
    Shop shop = Shop.of(new Stacks("shop", "shop"), "shop", "shop");
    document = new ApiDocument(shop.page("/api/v1/openapi.json").expect(200).body().toString());
    client = new ApiClient(shop.address());
    var customer = shop.signUp();
    var staff = shop.admin();
    tokens.put(ApiRole.CUSTOMER, customer.token());
    tokens.put(ApiRole.OTHER_CUSTOMER, shop.signUp().token());
    tokens.put(ApiRole.STAFF, staff.token());
    tokens.put(ApiRole.SERVICE, ServiceTokens.ofOrder("shop", "shop"));
    calls = ApiCalls.of(new ApiObjects(shop, customer, staff));
  }

  List<ApiCall> calls() {
    return calls;
  }

  @Test
  void everyOperationIsCalled() {
    assertThat(calls)
        .extracting(ApiCall::operationId)
        .containsExactlyInAnyOrderElementsOf(document.operationIds());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void answersAsDocumented(ApiCall call) {
    List<String> differences = new ArrayList<>();
    call.statuses()
        .forEach(
            (role, status) -> check(call, role, call.request().apply(role), status, differences));
    HttpResponse<String> refused =
        check(call, call.invalidRole(), call.invalid(), null, differences);
    if (!refused.body().contains("\"code\":\"" + call.invalidCode() + "\"")) {
      differences.add("the invalid request is answered with " + refused.body());
    }
    assertThat(differences).as(call.operationId()).isEmpty();
    passed.add(call.operationId());
  }

  List<ApiCall> callsWithJson() {
    return calls.stream()
        .filter(call -> call.request().apply(ApiRole.CUSTOMER).body() instanceof Map)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callsWithJson")
  void refusesBodyWithoutRequiredFieldOrWithOtherType(ApiCall call) {
    ApiRole role = call.allows(ApiRole.CUSTOMER) ? ApiRole.CUSTOMER : ApiRole.STAFF;
    Request valid = call.request().apply(role);
    JsonNode body = JsonMapper.shared().valueToTree(valid.body());
    List<String> differences = new ArrayList<>();
    for (BodyVariants.Variant variant : BodyVariants.of(body)) {
      boolean invalid = !variant.removed() || document.requires(call.operationId(), variant.path());
      List<String> found = new ArrayList<>();
      check(call, role, valid.body(variant.body()), invalid ? 400 : null, found);
      found.forEach(difference -> differences.add(variant.change() + ": " + difference));
    }
    assertThat(differences).as(call.operationId()).isEmpty();
  }

  /** For {@code make api-report}. */
  @AfterAll
  void report() throws IOException {
    Files.writeString(
        Path.of("target/api-contract.json"),
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "operations", document.operationIds().size(),
                    "checked", passed.size(),
                    "codesReturned", document.returnedCodes())));
  }

  private HttpResponse<String> check(
      ApiCall call,
      ApiRole role,
      Request request,
      @Nullable Integer status,
      List<String> differences) {
    HttpResponse<String> answer =
        client.send(document.operation(call.operationId()), request, tokens.get(role));
    // A control of a campaign is 202 when it has to wait.
    int got = answer.statusCode();
    boolean expected =
        status == null
            ? got < 500
            : got == status
                || (status == 200 && got == 202 && call.operationId().endsWith("Campaign"));
    if (!expected) {
      differences.add("%s: %d instead of %d: %s".formatted(role, got, status, answer.body()));
    }
    document
        .differences(call.operationId(), answer)
        .forEach(difference -> differences.add("%s: %s".formatted(role, difference)));
    return answer;
  }
}

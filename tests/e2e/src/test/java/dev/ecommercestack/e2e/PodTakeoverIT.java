package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody controls a pod of product: the credentials in it, and the requests that it gets. Neither
 * opens another service. {@link RegistryIT} has what the pod may do in the registry.
 */
class PodTakeoverIT {
  private static final String NAMESPACE = "shop";
  private static final String STACK = "shop";
  private static final String ANY_ID = "01932d8e-7b3a-7c41-9f00-00000000005e";

  /**
   * The secret as the pod has it; only the shell is needed, as an image may have no {@code cat}.
   */
  private static final String SECRET =
      TestCluster.kubectl(
              "-n",
              NAMESPACE,
              "exec",
              "deploy/" + STACK + "-product",
              "--",
              "sh",
              "-c",
              "read -r secret </etc/credentials/service-secret; echo \"$secret\"")
          .strip();

  /** What order sends to product with each call, and whoever is in the pod can read. */
  private static final String TOKEN_OF_ORDER = ServiceTokens.ofOrder(NAMESPACE, STACK);

  // Tokens.

  @ParameterizedTest
  @ValueSource(strings = {"user", "event", "order", "worker", "gateway", "eureka", "product"})
  void productGetsNoTokenForOthers(String audience) {
    assertThat(
            ServiceTokens.request(
                    NAMESPACE,
                    STACK,
                    Map.of("service", "product", "secret", SECRET, "audience", audience))
                .statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "event", "order", "worker"})
  void productGetsNoTokenAsAnother(String service) {
    assertThat(SECRET).hasSizeGreaterThanOrEqualTo(16);
    assertThat(
            ServiceTokens.request(
                    NAMESPACE,
                    STACK,
                    Map.of("service", service, "secret", SECRET, "audience", "product"))
                .statusCode())
        .isEqualTo(401);
  }

  // Internal paths of other services.

  @ParameterizedTest
  @CsvSource({
    "user, GET, /internal/users/" + ANY_ID + "/contact",
    "event, POST, /internal/quotes",
    "event, POST, /internal/coupons/" + ANY_ID + "/redeem",
    "user, GET, /internal/audit",
    "order, GET, /internal/audit",
    "worker, GET, /internal/audit"
  })
  void otherServicesRefuseTheTokenThatOrderSentToProduct(
      String service, String method, String path) {
    for (String token : List.of("", TOKEN_OF_ORDER)) {
      assertThat(
              ServiceTokens.send(NAMESPACE, STACK + "-" + service, method, path, token, "{}")
                  .statusCode())
          .as("%s with %s token", path, token.isEmpty() ? "no" : "order's")
          .isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/products/import",
        "/internal/imports/" + ANY_ID + "/content",
        "/internal/audit"
      })
  void productItselfRefusesOrderWhereOnlyOthersMayCall(String path) {
    assertThat(
            ServiceTokens.send(NAMESPACE, STACK + "-product", "POST", path, TOKEN_OF_ORDER, "{}")
                .statusCode())
        .isEqualTo(403);
  }
}

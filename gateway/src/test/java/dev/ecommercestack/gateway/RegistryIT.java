package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with a registry that speaks as Eureka does. */
class RegistryIT {
  private static final String PAGE =
      "<html><head><base href=\"/\"><link href=\"eureka/css/wro.css\"></head>"
          + "<body><a href=\"/lastn\">Last</a></body></html>";

  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("gateway:the-password-of-gateway".getBytes(StandardCharsets.UTF_8));

  private final Issuer issuer = new Issuer();

  @TempDir private Path credentials;

  @Test
  void becomesReadyWithAllServicesAndShowsDashboardToAdministrators() throws IOException {
    Files.writeString(credentials.resolve("registry-password"), "the-password-of-gateway\n");
    try (StubService registry = StubService.start();
        StubService service = StubService.start()) {
      service.on("/.well-known/jwks.json", issuer.keySet());
      service.on("/api/v1/products", "{\"items\":[]}");
      registry.on("/eureka/apps/", apps(service));
      registry.on("/eureka/apps/delta", StubService.json(404, ""));
      registry.on("/eureka/apps/GATEWAY", StubService.json(204, ""));
      registry.on("/", html());
      registry.on("/eureka/css/wro.css", "{}");

      String instance;
      try (Gateway gateway =
          Gateway.start(
              List.of(
                  "eureka.client.enabled=true",
                  "CREDENTIALS_DIR=" + credentials,
                  "ISSUER_URL=" + service.uri(),
                  "eureka.client.registry-fetch-interval-seconds=1",
                  "eureka.client.service-url.defaultZone=" + registry.uri() + "/eureka/"))) {
        Answer waiting = gateway.management("/actuator/health/readiness");
        assertThat(waiting.status()).as(waiting.body()).isEqualTo(503);
        assertThat(gateway.management("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(gateway.get("/api/v1/products").status()).isEqualTo(503);

        registry.on("/eureka/apps/", apps(service, "user", "product", "event", "order"));
        await("readiness")
            .atMost(Duration.ofSeconds(60))
            .until(() -> gateway.management("/actuator/health/readiness").status() == 200);
        assertThat(gateway.get("/api/v1/products").status()).isEqualTo(200);

        registry.on("/eureka/apps/", apps(service, "user", "product", "event"));
        await("the registry's view")
            .atMost(Duration.ofSeconds(60))
            .until(() -> gateway.get("/api/v1/orders", issuer.customer()).status() == 503);
        assertThat(gateway.management("/actuator/health/readiness").status()).isEqualTo(200);

        await("its own registration")
            .atMost(Duration.ofSeconds(60))
            .until(() -> !registry.seen("/eureka/apps/GATEWAY").isEmpty());
        instance = registry.seen("/eureka/apps/GATEWAY").getFirst().body();
        assertThat(registry.seen("/eureka/apps/GATEWAY"))
            .as("every request to the registry has the gateway's login")
            .allSatisfy(it -> assertThat(it.headers().get("Authorization")).containsExactly(LOGIN));
        theRegistryIsForAdministrators(gateway, registry);
      }
      assertThat(instance).contains("GATEWAY");
      await("the deregistration")
          .atMost(Duration.ofSeconds(30))
          .until(() -> registry.deletions() > 0);
    }
  }

  private void theRegistryIsForAdministrators(Gateway gateway, StubService registry) {
    assertThat(gateway.get("/admin/eureka").status()).isEqualTo(401);
    assertThat(gateway.get("/admin/eureka", issuer.customer()).status()).isEqualTo(403);
    Answer page = gateway.get("/admin/eureka", issuer.admin());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("<base href=\"/admin/eureka/\">")
        .contains("href=\"/admin/eureka/lastn\"");

    assertThat(gateway.post("/admin/session", issuer.customer(), "").status()).isEqualTo(403);
    Answer session = gateway.post("/admin/session", issuer.admin(), "");
    assertThat(session.status()).isEqualTo(204);
    String cookie = session.header("Set-Cookie");
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict", "Path=/admin;");
    String value = cookie.substring(0, cookie.indexOf(';'));
    assertThat(
            gateway
                .send(gateway.request("/admin/eureka/eureka/css/wro.css").header("Cookie", value))
                .status())
        .isEqualTo(200);
    assertThat(gateway.send(gateway.request("/api/v1/orders").header("Cookie", value)).status())
        .isEqualTo(401);
    assertThat(registry.seen("/eureka/css/wro.css").getFirst().headers())
        .as("the gateway's login instead of the administrator's token")
        .containsEntry("Authorization", List.of(LOGIN))
        .doesNotContainKey("Cookie");
    registry.on("/", challenge());
    assertThat(gateway.get("/admin/eureka", issuer.admin()).header("WWW-Authenticate")).isEmpty();
    assertThat(gateway.post("/admin/eureka/eureka/apps/USER", issuer.admin(), "{}").status())
        .isEqualTo(404);
  }

  private static StubService.Answer challenge() {
    return exchange -> {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"registry\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
    };
  }

  private static StubService.Answer html() {
    return exchange -> {
      byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private static String apps(StubService service, String... names) {
    String applications =
        Arrays.stream(names)
            .map(
                name ->
                    """
                    {"name": "%1$s", "instance": [{"instanceId": "%2$s-1", "app": "%1$s",
                      "hostName": "localhost", "ipAddr": "127.0.0.1", "status": "UP",
                      "overriddenStatus": "UNKNOWN", "port": {"$": %3$d, "@enabled": "true"},
                      "securePort": {"$": 443, "@enabled": "false"}, "countryId": 1,
                      "dataCenterInfo": {"@class":
                        "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"},
                      "vipAddress": "%2$s", "secureVipAddress": "%2$s", "metadata": {},
                      "actionType": "ADDED"}]}"""
                        .formatted(name.toUpperCase(java.util.Locale.ROOT), name, service.port()))
            .collect(Collectors.joining(","));
    return """
        {"applications": {"versions__delta": "1", "apps__hashcode": "UP_%d_",
          "application": [%s]}}"""
        .formatted(names.length, applications);
  }
}

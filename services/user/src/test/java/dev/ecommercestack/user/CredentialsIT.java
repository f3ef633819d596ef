package dev.ecommercestack.user;

import static dev.ecommercestack.user.Credentials.ADMIN_EMAIL;
import static dev.ecommercestack.user.Credentials.ADMIN_PASSWORD;
import static dev.ecommercestack.user.Credentials.EVENT_SECRET;
import static dev.ecommercestack.user.Credentials.ORDER_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the mounted files decide: the administrator, and which services may call. */
class CredentialsIT {
  private final Database database = Database.create();
  private final Credentials credentials = Credentials.create();

  private static Answer serviceToken(UserInstance user, String service, String secret) {
    return user.post("/internal/service-tokens", Map.of("service", service, "secret", secret));
  }

  private static Answer serviceToken(
      UserInstance user, String service, String secret, String audience) {
    return user.post(
        "/internal/service-tokens",
        Map.of("service", service, "secret", secret, "audience", audience));
  }

  private static List<String> audience(Answer token) throws ParseException {
    return SignedJWT.parse(token.expect(200).text("accessToken")).getJWTClaimsSet().getAudience();
  }

  private static JsonNode audit(UserInstance user, String adminPassword) {
    String token = user.logIn(ADMIN_EMAIL, adminPassword).expect(200).text("accessToken");
    return user.send("GET", "/internal/audit", null, token).expect(200).body();
  }

  @Test
  void theAdministratorIsMadeOnceAndFollowsTheFile() {
    CompletableFuture<UserInstance> other =
        CompletableFuture.supplyAsync(() -> UserInstance.start(database, credentials));
    String session;
    try (UserInstance one = UserInstance.start(database, credentials);
        UserInstance two = other.join()) {
      Answer login = one.logIn(ADMIN_EMAIL, ADMIN_PASSWORD);
      assertThat(login.status()).isEqualTo(200);
      assertThat(login.body().path("user").path("roles").values())
          .extracting(JsonNode::asString)
          .containsExactly("CUSTOMER", "ADMIN");
      assertThat(audit(two, ADMIN_PASSWORD).path("administrators").asInt()).isEqualTo(1);
      Answer refused =
          two.send(
              "PATCH",
              "/api/v1/users/me",
              Map.of("newPassword", "tangerine lamp seven", "currentPassword", ADMIN_PASSWORD),
              login.text("accessToken"));
      assertThat(refused.code()).isEqualTo("password_follows_file");
      session = login.text("refreshToken");
    }
    credentials.write("admin-password", "another-from-the-file");
    try (UserInstance restarted = UserInstance.start(database, credentials)) {
      assertThat(restarted.logIn(ADMIN_EMAIL, ADMIN_PASSWORD).status()).isEqualTo(401);
      assertThat(restarted.refresh(session).status()).isEqualTo(401);
      assertThat(restarted.logIn(ADMIN_EMAIL, "another-from-the-file").status()).isEqualTo(200);
      assertThat(audit(restarted, "another-from-the-file").path("administrators").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void aWeakAdministratorOrEncryptionKeyStopsTheStart() {
    credentials.write("admin-password", "short");
    assertThatThrownBy(() -> UserInstance.start(database, credentials))
        .hasStackTraceContaining("admin-password needs at least 12 characters");
    credentials.write("user-encryption-key", "short");
    assertThatThrownBy(() -> UserInstance.start(database, credentials))
        .hasStackTraceContaining("user-encryption-key has 5 characters");
  }

  @Test
  void servicesAreKnownByTheirSecretsAndPeopleStayOutside() {
    try (UserInstance user = UserInstance.start(database, credentials)) {
      Answer person = user.signUp("mina@example.com");
      assertThat(serviceToken(user, "order", "not-the-secret-of-order").code())
          .isEqualTo("invalid_service_secret");
      assertThat(serviceToken(user, "nobody", ORDER_SECRET).code())
          .isEqualTo("invalid_service_secret");
      assertThat(serviceToken(user, "../admin-password", ADMIN_PASSWORD).status()).isEqualTo(401);
      assertThat(user.get("/internal/audit").status()).isEqualTo(401);
      assertThat(user.send("GET", "/internal/audit", null, person.text("accessToken")).status())
          .isEqualTo(403);

      JsonNode audit = audit(user, ADMIN_PASSWORD);
      assertThat(audit.path("accounts").asInt()).isEqualTo(2);
      assertThat(audit.path("accountsWithoutWelcome").asInt()).isZero();
      assertThat(audit.path("sessionsWithoutToken").asInt()).isZero();
      assertThat(audit.path("welcomeMails").path("requested").asInt()).isEqualTo(1);

      String token = serviceToken(user, "event", EVENT_SECRET, "user").text("accessToken");
      String id = person.body().path("user").path("id").asString();
      Answer contact = user.send("GET", "/internal/users/" + id + "/contact", null, token);
      assertThat(contact.text("email")).isEqualTo("mina@example.com");
      assertThat(contact.text("locale")).isEqualTo("en");
      assertThat(user.me(token).status()).isEqualTo(403);
      assertThat(user.send("GET", "/internal/audit", null, token).status()).isEqualTo(403);

      credentials.write("service-secrets/order", "the-new-secret-of-order");
      assertThat(serviceToken(user, "order", ORDER_SECRET).status()).isEqualTo(401);
      assertThat(serviceToken(user, "order", "the-new-secret-of-order").status()).isEqualTo(200);
    }
  }

  @Test
  void aServiceTokenIsForOneServiceThatTheCallerMayCall() throws Exception {
    try (UserInstance user = UserInstance.start(database, credentials)) {
      Answer forProduct = serviceToken(user, "order", ORDER_SECRET, "product");
      assertThat(forProduct.body().path("expiresIn").asInt()).isEqualTo(600);
      assertThat(audience(forProduct)).containsExactly("product");
      // Order 0.1.0 asks without an audience while this version is rolled out.
      Answer withoutAudience = serviceToken(user, "order", ORDER_SECRET);
      assertThat(audience(withoutAudience)).containsExactly("product", "event");

      for (String other : List.of("user", "worker", "order", "gateway", "nobody", "")) {
        Answer refused = serviceToken(user, "order", ORDER_SECRET, other);
        assertThat(refused.status()).as(other).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(refused.text("detail")).contains("It may call: product, event");
      }

      String contact =
          "/internal/users/"
              + user.signUp("mina@example.com").body().at("/user/id").asString()
              + "/contact";
      for (Answer token : List.of(forProduct, withoutAudience)) {
        assertThat(user.send("GET", contact, null, token.text("accessToken")).status())
            .as("a token for other services")
            .isEqualTo(401);
      }
    }
  }
}

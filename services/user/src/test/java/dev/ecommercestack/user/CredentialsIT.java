package dev.ecommercestack.user;

import static dev.ecommercestack.user.Credentials.ADMIN_EMAIL;
import static dev.ecommercestack.user.Credentials.ADMIN_PASSWORD;
import static dev.ecommercestack.user.Credentials.ORDER_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
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

  private static JsonNode audit(UserInstance user, String secret) {
    Answer token = serviceToken(user, "order", secret);
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.body().path("expiresIn").asInt()).isEqualTo(600);
    Answer audit = user.send("GET", "/internal/audit", null, token.text("accessToken"));
    assertThat(audit.status()).isEqualTo(200);
    return audit.body();
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
      assertThat(audit(two, ORDER_SECRET).path("administrators").asInt()).isEqualTo(1);
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
      assertThat(audit(restarted, ORDER_SECRET).path("administrators").asInt()).isEqualTo(1);
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

      JsonNode audit = audit(user, ORDER_SECRET);
      assertThat(audit.path("accounts").asInt()).isEqualTo(2);
      assertThat(audit.path("accountsWithoutWelcome").asInt()).isZero();
      assertThat(audit.path("sessionsWithoutToken").asInt()).isZero();
      assertThat(audit.path("welcomeMails").path("requested").asInt()).isEqualTo(1);

      String token = serviceToken(user, "order", ORDER_SECRET).text("accessToken");
      String id = person.body().path("user").path("id").asString();
      Answer contact = user.send("GET", "/internal/users/" + id + "/contact", null, token);
      assertThat(contact.text("email")).isEqualTo("mina@example.com");
      assertThat(contact.text("locale")).isEqualTo("en");
      assertThat(user.me(token).status()).isEqualTo(403);

      credentials.write("service-secrets/order", "the-new-secret-of-order");
      assertThat(serviceToken(user, "order", ORDER_SECRET).status()).isEqualTo(401);
      assertThat(audit(user, "the-new-secret-of-order").path("accounts").asInt()).isEqualTo(2);
    }
  }
}

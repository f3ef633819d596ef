package dev.ecommercestack.user;

import static dev.ecommercestack.user.UserInstance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.openapi.OpenApiDocument;
import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody notices who signs up and has an account. */
class AccountIT extends UserFixture {
  @Test
  void somebodySignsUpAndIsLoggedIn() {
    String email = somebody();
    Answer signup = user.signUp(email);
    assertThat(signup.status()).isEqualTo(201);
    assertThat(signup.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(signup.text("tokenType")).isEqualTo("Bearer");
    assertThat(signup.body().path("expiresIn").asInt()).isEqualTo(900);

    Answer me = user.me(signup.text("accessToken"));
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.text("email")).isEqualTo(email);
    assertThat(me.text("name")).isEqualTo("Mina");
    assertThat(me.text("language")).isEqualTo("en");
    assertThat(me.body().path("roles").values())
        .extracting(JsonNode::asString)
        .containsExactly("CUSTOMER");
    assertThat(me.body().has("passwordHash")).isFalse();
  }

  @Test
  void oneAddressIsOneAccount() {
    String email = somebody();
    assertThat(user.signUp(email).status()).isEqualTo(201);
    Answer again = user.signUp(email.replace("example.com", "EXAMPLE.com"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("email_taken");
  }

  @Test
  void ofManySignupsAtOnceWithOneAddressOneSucceeds() {
    String email = somebody();
    List<Answer> answers = atOnce(6, () -> user.signUp(email));
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
  }

  @Test
  void aSignupThatIsNotInOrderIsToldEverythingAndChangesNothing() {
    Answer refused =
        user.post(
            "/api/v1/auth/signup",
            Map.of("email", "nobody@", "password", "short", "name", "a\nb", "language", "fr"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.code()).isEqualTo("validation_failed");
    assertThat(refused.body().path("fields").values())
        .extracting(field -> field.path("field").asString())
        .contains("email", "name", "language", "password");
    String email = somebody();
    Answer weak =
        user.post(
            "/api/v1/auth/signup",
            Map.of("email", email, "password", "password123", "name", "Mina"));
    assertThat(weak.body().path("fields").path(0).path("code").asString())
        .isEqualTo("password_too_common");
    assertThat(user.logIn(email, "password123").status()).isEqualTo(401);
  }

  @Test
  void rejectsUnknownFieldAndParameter() {
    String email = somebody();
    String token = user.signUp(email).text("accessToken");
    Answer change =
        user.send("PATCH", "/api/v1/users/me", Map.of("email", somebody(), "name", "Eve"), token);
    change.expect(400, "validation_failed");
    assertThat(change.body().at("/fields/0/field").asString()).isEqualTo("email");
    Map<String, ?> login = Map.of("email", email, "password", PASSWORD, "remember", true);
    user.post("/api/v1/auth/login", login).expect(400, "validation_failed");
    user.send("GET", "/api/v1/users/me?fields=name", null, token).expect(400, "validation_failed");
    assertThat(user.me(token).text("name")).isEqualTo("Mina");
  }

  @Test
  void somebodyChangesNameAndLanguage() {
    String token = user.signUp(somebody()).text("accessToken");
    Answer changed =
        user.send("PATCH", "/api/v1/users/me", Map.of("name", " 김미나 ", "language", "ko"), token);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(user.me(token).text("name")).isEqualTo("김미나");
    assertThat(user.me(token).text("language")).isEqualTo("ko");
    Answer refused =
        user.send("PATCH", "/api/v1/users/me", Map.of("name", "Eve", "language", "fr"), token);
    assertThat(refused.code()).isEqualTo("validation_failed");
    assertThat(user.me(token).text("name")).isEqualTo("김미나");
  }

  @Test
  void aNewPasswordNeedsTheOldOneAndEndsEverySession() {
    String email = somebody();
    Answer session = user.signUp(email);
    String path = "/api/v1/users/me";
    String next = "tangerine lamp seven";
    Answer without =
        user.send("PATCH", path, Map.of("newPassword", next), session.text("accessToken"));
    assertThat(without.code()).isEqualTo("validation_failed");
    Answer wrong =
        user.send(
            "PATCH",
            path,
            Map.of("newPassword", next, "currentPassword", "wrong"),
            session.text("accessToken"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.code()).isEqualTo("wrong_password");
    Answer right =
        user.send(
            "PATCH",
            path,
            Map.of("newPassword", next, "currentPassword", PASSWORD),
            session.text("accessToken"));
    assertThat(right.status()).isEqualTo(200);
    assertThat(user.refresh(session.text("refreshToken")).status()).isEqualTo(401);
    assertThat(user.logIn(email, PASSWORD).status()).isEqualTo(401);
    assertThat(user.logIn(email, next).status()).isEqualTo(200);
  }

  @Test
  void changesOfNameAndLanguageAtTheSameTimeAreBothKept() {
    Answer session = user.signUp(somebody());
    String path = "/api/v1/users/me";
    String token = session.text("accessToken");
    Map<String, Object> slow =
        Map.of(
            "language", "en", "newPassword", "tangerine lamp seven", "currentPassword", PASSWORD);
    // The hash of the password takes long, so the other change is made meanwhile.
    CompletableFuture<Answer> language =
        CompletableFuture.supplyAsync(() -> user.send("PATCH", path, slow, token));
    while (!language.isDone()) {
      user.send("PATCH", path, Map.of("name", "김 새이름"), token).expect(200);
    }
    language.join().expect(200);
    Answer account = user.me(token).expect(200);
    assertThat(account.text("name")).isEqualTo("김 새이름");
    assertThat(account.text("language")).isEqualTo("en");
  }

  @Test
  void nobodyGetsInWithoutAToken() {
    Answer without = user.get("/api/v1/users/me");
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.code()).isEqualTo("unauthenticated");
    assertThat(user.me("not.a.token").code()).isEqualTo("invalid_token");
  }

  @Test
  void isReadyAndDescribesItself() {
    assertThat(user.health("readiness")).isEqualTo(200);
    assertThat(user.health("liveness")).isEqualTo(200);
    user.send("HEAD", "/api/v1/.well-known/jwks.json", null, null).expect(200);
  }

  @Test
  void apiDocumentIsCurrent() {
    OpenApiDocument.check(user.get("/v3/api-docs"), "user");
  }
}

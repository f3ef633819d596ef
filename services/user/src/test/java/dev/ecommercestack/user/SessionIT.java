package dev.ecommercestack.user;

import static dev.ecommercestack.user.UserInstance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.user.password.PasswordHasher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody notices who logs in, stays logged in and logs out. */
class SessionIT extends UserFixture {
  @Test
  void somebodyLogsInHoweverTheAddressIsWritten() {
    String email = somebody();
    user.signUp(email);
    Answer login = user.logIn(" " + email.toUpperCase(java.util.Locale.ROOT) + " ", PASSWORD);
    assertThat(login.status()).isEqualTo(200);
    assertThat(user.me(login.text("accessToken")).text("email")).isEqualTo(email);
  }

  @Test
  void whoComesWhileTooManyLogInHasNotFailed() throws Exception {
    String email = somebody();
    user.signUp(email);
    try (UserInstance crowded =
        user.another("--user.password.concurrent-hashes=1", "--user.password.patience=0s")) {
      // As long as hundreds of logins.
      String slow = "{bcrypt-hmac384}$2b$17$" + "a".repeat(53);
      PasswordHasher hasher = crowded.bean(PasswordHasher.class);
      Thread crowd = Thread.ofPlatform().start(() -> hasher.matches("not it", slow));
      int turnedAway = 0;
      while (crowd.isAlive() && turnedAway < 10) {
        turnedAway += crowded.logIn(email, PASSWORD).status() == 503 ? 1 : 0;
      }
      assertThat(turnedAway).as("logins while another hash is made").isEqualTo(10);
      crowd.join();
      assertThat(crowded.logIn(email, PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressLookAlike() {
    String email = somebody();
    user.signUp(email);
    double before = user.metric("user_password_hash_seconds_count");
    Answer wrong = user.logIn(email, "not the password");
    double between = user.metric("user_password_hash_seconds_count");
    Answer unknown = user.logIn(somebody(), "not the password");
    Answer malformed = user.logIn("no address at all", "not the password");
    double after = user.metric("user_password_hash_seconds_count");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("invalid_credentials");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(without(unknown, "traceId")).isEqualTo(without(wrong, "traceId"));
    assertThat(without(malformed, "traceId")).isEqualTo(without(wrong, "traceId"));
    // The time is the hash: each of them computes one.
    assertThat(between - before).isEqualTo(1);
    assertThat(after - between).isEqualTo(2);
  }

  private static JsonNode without(Answer answer, String field) {
    ((tools.jackson.databind.node.ObjectNode) answer.body()).remove(field);
    return answer.body();
  }

  @Test
  void guessingIsSlowedDownWhetherOrNotThereIsAnAccount() {
    String known = somebody();
    String unknown = somebody();
    user.signUp(known);
    for (String email : List.of(known, unknown)) {
      // Together, so that the last one falls into the delay however slow the machine is.
      List<Answer> answers = atOnce(12, () -> user.logIn(email, "not the password"));
      assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
      assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSizeBetween(4, 6);
      Answer throttled =
          answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
      assertThat(throttled.code()).isEqualTo("too_many_attempts");
      assertThat(throttled.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 4L);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> user.logIn(known, PASSWORD).status() == 200);
    assertThat(user.metric("user_logins_total{application=\"user\",outcome=\"throttled\""))
        .isPositive();
  }

  @Test
  void aSessionGoesOnWithEveryRefresh() {
    Answer session = user.signUp(somebody());
    for (int i = 0; i < 3; i++) {
      Answer next = user.refresh(session.text("refreshToken"));
      assertThat(next.status()).isEqualTo(200);
      assertThat(next.text("refreshToken")).isNotEqualTo(session.text("refreshToken"));
      assertThat(user.me(next.text("accessToken")).status()).isEqualTo(200);
      session = next;
    }
  }

  @Test
  void aRefreshTokenThatComesAgainAfterTheLeewayEndsItsSessionAndNoOther() {
    String email = somebody();
    Answer stolen = user.signUp(email);
    Answer elsewhere = user.logIn(email, PASSWORD);
    Answer thief = user.refresh(stolen.text("refreshToken"));
    assertThat(thief.status()).isEqualTo(200);
    letTheLeewayPass();

    Answer owner = user.refresh(stolen.text("refreshToken"));
    assertThat(owner.status()).isEqualTo(401);
    assertThat(owner.code()).isEqualTo("refresh_token_reused");
    Answer thiefAgain = user.refresh(thief.text("refreshToken"));
    assertThat(thiefAgain.status()).isEqualTo(401);
    assertThat(thiefAgain.code()).isEqualTo("invalid_refresh_token");
    assertThat(user.refresh(elsewhere.text("refreshToken")).status()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenWhoseSuccessorWasUsedEndsItsSessionHoweverSoonItComesAgain() {
    Answer first = user.signUp(somebody());
    Answer second = user.refresh(first.text("refreshToken"));
    Answer third = user.refresh(second.text("refreshToken"));
    assertThat(third.status()).isEqualTo(200);
    assertThat(user.refresh(first.text("refreshToken")).code()).isEqualTo("refresh_token_reused");
    assertThat(user.refresh(third.text("refreshToken")).code()).isEqualTo("invalid_refresh_token");
  }

  @Test
  void ofManyRefreshesAtOnceWithOneTokenEachAnswersATokenThatWorks() {
    String token = user.signUp(somebody()).text("refreshToken");
    // As tabs of one browser: restored together, and again when the access token has expired.
    for (int round = 0; round < 3; round++) {
      String presented = token;
      List<Answer> answers = atOnce(8, () -> user.refresh(presented));
      assertThat(answers).extracting(Answer::status).containsOnly(200);
      assertThat(answers)
          .extracting(answer -> user.me(answer.text("accessToken")).status())
          .containsOnly(200);
      // One chain and no branches: a thief's branch would never meet its owner's.
      assertThat(answers)
          .extracting(answer -> answer.text("refreshToken"))
          .containsOnly(answers.getFirst().text("refreshToken"));
      token = answers.getFirst().text("refreshToken");
      assertThat(token).isNotEqualTo(presented);
    }
    assertThat(user.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void aRefreshWhoseAnswerWasLostIsAskedForAgain() {
    Answer session = user.signUp(somebody());
    Answer lost = user.refresh(session.text("refreshToken"));
    Answer again = user.refresh(session.text("refreshToken"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.number("refreshExpiresIn")).isBetween(1L, lost.number("refreshExpiresIn"));
    assertThat(user.metric("user_refreshes_total{application=\"user\",outcome=\"repeated\""))
        .isPositive();
    letTheLeewayPass();
    assertThat(user.refresh(again.text("refreshToken")).status()).isEqualTo(200);
  }

  @Test
  void withoutALeewayOfManyRefreshesAtOnceAtMostOneSucceedsAndTheSessionEnds() {
    try (UserInstance strict = user.another("--user.sessions.reuse-leeway=0s")) {
      Answer session = strict.signUp(somebody());
      List<Answer> answers = atOnce(8, () -> strict.refresh(session.text("refreshToken")));
      List<Answer> successes = answers.stream().filter(answer -> answer.status() == 200).toList();
      assertThat(successes).hasSize(1);
      assertThat(answers).extracting(Answer::status).containsOnly(200, 401);
      assertThat(strict.refresh(successes.getFirst().text("refreshToken")).status()).isEqualTo(401);
    }
  }

  @Test
  void rowsOfAccountAreBoundedHoweverOftenItsSessionsAreRefreshed() {
    String email = somebody();
    String first = user.signUp(email).text("refreshToken");
    String token = first;
    for (int i = 0; i < 20; i++) {
      token = user.refresh(token).expect(200).text("refreshToken");
    }
    assertThat(rows("refresh_token t join session s on s.id = t.session_id", email)).isEqualTo(2);
    assertThat(user.refresh(first).code()).isEqualTo("refresh_token_reused");
    assertThat(user.refresh(token).code()).isEqualTo("invalid_refresh_token");
  }

  @Test
  void furtherLoginEndsTheOldestSessionOfAnAccountWithTooMany() {
    try (UserInstance few = user.another("--user.sessions.max-per-account=3")) {
      String email = somebody();
      Answer oldest = few.signUp(email);
      Answer second = few.logIn(email, PASSWORD);
      few.post("/api/v1/auth/logout", Map.of("refreshToken", second.text("refreshToken")));
      few.logIn(email, PASSWORD);
      few.logIn(email, PASSWORD);
      assertThat(rows("session s", email)).isEqualTo(3);
      assertThat(isLive(oldest)).as("while an ended session could be deleted").isTrue();
      few.logIn(email, PASSWORD);
      assertThat(rows("session s", email)).isEqualTo(3);
      assertThat(isLive(oldest)).isFalse();
      assertThat(few.refresh(oldest.text("refreshToken")).code())
          .isEqualTo("invalid_refresh_token");
    }
  }

  private long rows(String tables, String email) {
    return database
        .client()
        .sql(
            "select count(*) from %s join account a on a.id = s.account_id where a.email = ?"
                .formatted(tables))
        .param(email)
        .query(Long.class)
        .single();
  }

  private void letTheLeewayPass() {
    database.execute("update refresh_token set used_at = used_at - interval '10 s'");
  }

  @Test
  void gatewayIsToldThatTheSessionOfAnAccessTokenHasEnded() {
    String email = somebody();
    Answer loggedOut = user.signUp(email);
    assertThat(isLive(loggedOut)).isTrue();
    user.post("/api/v1/auth/logout", Map.of("refreshToken", loggedOut.text("refreshToken")));
    assertThat(isLive(loggedOut)).isFalse();

    Answer stolen = user.logIn(email, PASSWORD);
    Answer thief = user.refresh(stolen.text("refreshToken"));
    assertThat(isLive(thief)).isTrue();
    user.refresh(thief.text("refreshToken"));
    user.refresh(stolen.text("refreshToken")).expect(401, "refresh_token_reused");
    assertThat(isLive(thief)).isFalse();

    Answer elsewhere = user.logIn(email, PASSWORD);
    Answer here = user.logIn(email, PASSWORD);
    user.send(
            "PATCH",
            "/api/v1/users/me",
            Map.of("newPassword", "tangerine lamp seven", "currentPassword", PASSWORD),
            here.text("accessToken"))
        .expect(200);
    assertThat(isLive(elsewhere)).isFalse();
    assertThat(isLive(here)).isFalse();
  }

  private boolean isLive(Answer session) {
    return user.send("GET", "/internal/session", null, session.text("accessToken"))
        .expect(200)
        .body()
        .path("live")
        .asBoolean();
  }

  @Test
  void afterLogoutNothingRefreshes() {
    Answer session = user.signUp(somebody());
    Map<String, String> token = Map.of("refreshToken", session.text("refreshToken"));
    assertThat(user.post("/api/v1/auth/logout", token).status()).isEqualTo(204);
    assertThat(user.refresh(session.text("refreshToken")).code())
        .isEqualTo("invalid_refresh_token");
    assertThat(user.post("/api/v1/auth/logout", token).status()).isEqualTo(204);
    assertThat(user.post("/api/v1/auth/logout", Map.of("refreshToken", "unknown")).status())
        .isEqualTo(204);
  }
}

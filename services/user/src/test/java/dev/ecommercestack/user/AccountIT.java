package dev.ecommercestack.user;

import static dev.ecommercestack.user.UserInstance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.user.password.PasswordHasher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody notices who signs up, logs in, stays logged in and logs out. */
class AccountIT {
  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static UserInstance user;

  @BeforeAll
  static void start() {
    user =
        UserInstance.start(
            Database.create(),
            Credentials.create(),
            "--user.throttle.free-attempts=4",
            "--user.throttle.first-delay=2s");
  }

  @AfterAll
  static void stop() {
    user.close();
  }

  private static String somebody() {
    return "person-%d@example.com".formatted(PEOPLE.incrementAndGet());
  }

  private static List<Answer> atOnce(int times, Callable<Answer> call) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> futures =
          IntStream.range(0, times).mapToObj(i -> threads.submit(call)).toList();
      return futures.stream().map(AccountIT::result).toList();
    }
  }

  private static Answer result(Future<Answer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
  void somebodyLogsInHoweverTheAddressIsWritten() {
    String email = somebody();
    user.signUp(email);
    Answer login = user.logIn(" " + email.toUpperCase(java.util.Locale.ROOT) + " ", PASSWORD);
    assertThat(login.status()).isEqualTo(200);
    assertThat(user.me(login.text("accessToken")).text("email")).isEqualTo(email);
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
  void aRefreshTokenUsedTwiceEndsItsSessionAndNoOther() {
    String email = somebody();
    Answer stolen = user.signUp(email);
    Answer elsewhere = user.logIn(email, PASSWORD);
    Answer thief = user.refresh(stolen.text("refreshToken"));
    assertThat(thief.status()).isEqualTo(200);

    Answer owner = user.refresh(stolen.text("refreshToken"));
    assertThat(owner.status()).isEqualTo(401);
    assertThat(owner.code()).isEqualTo("refresh_token_reused");
    Answer thiefAgain = user.refresh(thief.text("refreshToken"));
    assertThat(thiefAgain.status()).isEqualTo(401);
    assertThat(thiefAgain.code()).isEqualTo("invalid_refresh_token");
    assertThat(user.refresh(elsewhere.text("refreshToken")).status()).isEqualTo(200);
  }

  @Test
  void ofManyRefreshesAtOnceWithOneTokenAtMostOneSucceedsAndTheSessionEnds() {
    Answer session = user.signUp(somebody());
    List<Answer> answers = atOnce(8, () -> user.refresh(session.text("refreshToken")));
    List<Answer> successes = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(successes).hasSize(1);
    assertThat(answers).extracting(Answer::status).containsOnly(200, 401);
    assertThat(user.refresh(successes.getFirst().text("refreshToken")).status()).isEqualTo(401);
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
    JsonNode paths = user.get("/v3/api-docs").body().path("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/api/v1/auth/signup",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/logout",
            "/api/v1/users/me",
            "/api/v1/.well-known/jwks.json")
        .noneMatch(path -> path.startsWith("/internal"));
  }
}

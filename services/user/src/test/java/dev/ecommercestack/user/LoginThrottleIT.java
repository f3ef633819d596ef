package dev.ecommercestack.user;

import static dev.ecommercestack.user.UserInstance.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attackers and owners of accounts log in from networks and devices of their own. */
class LoginThrottleIT extends UserFixture {
  private static final String WRONG = "not the password";
  private static final String ATTACKER = "203.0.113.7";
  private static final String OWNER = "198.51.100.20";
  private static final String NO_DEVICE = "";

  @Test
  void attackFromAnotherNetworkLeavesTheAdministratorAlone() {
    String device = device(logIn(OWNER, Credentials.ADMIN_EMAIL, Credentials.ADMIN_PASSWORD));
    double hashesBefore = user.metric("user_password_hash_seconds_count");
    for (int i = 0; i < 50; i++) {
      assertThat(atOnce(20, () -> logIn(ATTACKER, Credentials.ADMIN_EMAIL, WRONG)))
          .extracting(Answer::status)
          .isSubsetOf(401, 429);
    }
    double hashes = user.metric("user_password_hash_seconds_count") - hashesBefore;

    assertThat(asAdministrator(OWNER, device).status()).as("known device").isEqualTo(200);
    assertThat(asAdministrator("2001:db8:1:2::3", device).status())
        .as("known device, another network")
        .isEqualTo(200);
    assertThat(asAdministrator(ATTACKER, device).status())
        .as("known device, the attacker's network")
        .isEqualTo(200);
    assertThat(asAdministrator(OWNER, NO_DEVICE).status())
        .as("new device, the owner's network")
        .isEqualTo(200);
    prolongDelays();
    Answer neighbour = asAdministrator("203.0.113.99", NO_DEVICE).expect(429, "too_many_attempts");
    assertThat(neighbour.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
    String customer = somebody();
    user.signUp(customer).expect(201);
    assertThat(logIn(ATTACKER, customer, PASSWORD).status())
        .as("another account, the attacker's network")
        .isEqualTo(200);
    assertThat(hashes).as("passwords compared for 1,000 attempts").isLessThan(20);
  }

  @Test
  void attackFromManyNetworksStopsNewDevicesAndNoKnownOne() {
    String known = somebody();
    String device = device(user.signUp(known).expect(201));
    for (String email : List.of(known, somebody())) {
      assertThat(
              IntStream.range(0, 20)
                  .mapToObj(i -> logIn("203.0.%d.7".formatted(i), email, WRONG).status()))
          .startsWith(401)
          .endsWith(429);
      Answer newDevice = logIn(OWNER, email, PASSWORD).expect(429, "too_many_attempts");
      assertThat(newDevice.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
    }
    prolongDelays();
    assertThat(logIn(OWNER, known, PASSWORD, device).status()).as("known device").isEqualTo(200);
  }

  @Test
  void deviceStaysKnownWhenItsLoginRenewsTheHash() {
    String email = somebody();
    user.signUp(email).expect(201);
    storeHashOf010(email);
    String device = device(logIn(OWNER, email, PASSWORD).expect(200));
    assertThat(hashOf(email)).startsWith("{argon2id");

    for (int i = 0; i < 20; i++) {
      logIn("203.0.%d.7".formatted(i), email, WRONG);
    }
    prolongDelays();
    logIn(OWNER, email, PASSWORD).expect(429, "too_many_attempts");
    logIn(OWNER, email, PASSWORD, device).expect(200);
  }

  @Test
  void guessesAtManyAccountsFromOneNetworkAreSlowedDown() {
    String known = somebody();
    String device = device(user.signUp(known).expect(201));
    String network = "192.0.2.";
    for (int i = 0; i < 5; i++) {
      logIn(network + i, known, PASSWORD).expect(200);
    }
    assertThat(
            IntStream.range(0, 30)
                .map(i -> logIn(network + i, i % 2 == 0 ? somebody() : "text " + i, WRONG).status())
                .filter(status -> status == 401)
                .count())
        .as("failures that were admitted, those that succeeded before not counted")
        .isBetween(16L, 17L);
    logIn(network + 1, known, PASSWORD).expect(429, "too_many_attempts");
    assertThat(logIn(network + 1, known, PASSWORD, device).status()).isEqualTo(200);
    assertThat(logIn(OWNER, known, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void networksBehindAnAddressThatIsNoClientsShareNoBudget() {
    for (int i = 0; i < 20; i++) {
      logIn("10.244.0.1", somebody(), WRONG).expect(401);
    }
  }

  @Test
  void stolenDeviceTokenIsNoWayToGuessWithoutLimit() {
    String email = somebody();
    String stolen = device(user.signUp(email).expect(201));
    assertThat(guesses(i -> logIn("198.18.%d.1".formatted(i), email, WRONG, stolen)))
        .isBetween(4L, 7L);
    assertThat(logIn(OWNER, email, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void deviceTokenOfAnotherAccountOrOfNoneIsIgnored() {
    String email = somebody();
    user.signUp(email).expect(201);
    String others = device(user.signUp(somebody()).expect(201));
    List<String> devices =
        List.of(others, "ecommerce-stack-device=%zz", others.replaceAll(".{4}$", "AAAA"));
    assertThat(guesses(i -> logIn("198.18.3.1", email, WRONG, devices.get(i % devices.size()))))
        .isBetween(4L, 7L);
  }

  private static long guesses(IntFunction<Answer> guess) {
    List<Integer> statuses = IntStream.range(0, 12).mapToObj(i -> guess.apply(i).status()).toList();
    assertThat(statuses).containsOnly(401, 429);
    return statuses.stream().filter(status -> status == 401).count();
  }

  @Test
  void newPasswordForgetsEveryDeviceButTheOneThatSetIt() {
    String email = somebody();
    String elsewhere = device(user.signUp(email).expect(201));
    Answer session = logIn(OWNER, email, PASSWORD);
    for (int i = 0; i < 12; i++) {
      logIn(OWNER, email, WRONG);
    }
    prolongDelays();
    String next = "tangerine lamp seven";
    Answer changed =
        user.send(
                "PATCH",
                "/api/v1/users/me",
                Map.of("newPassword", next, "currentPassword", PASSWORD),
                session.text("accessToken"))
            .expect(200);
    logIn(OWNER, email, next).expect(429, "too_many_attempts");
    logIn(OWNER, email, next, elsewhere).expect(429, "too_many_attempts");
    logIn(OWNER, email, next, device(changed)).expect(200);
  }

  @Test
  void deviceCookieIsForLoginsOnlyAndKeepsTheOtherAccountsOfTheBrowser() {
    String first = somebody();
    String second = somebody();
    String device = device(user.signUp(first).expect(201));
    user.signUp(second).expect(201);
    Answer login = logIn(OWNER, second, PASSWORD, device).expect(200);
    assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth;", "Max-Age=")
        .doesNotContain("Secure");
    String both = device(login);
    for (int i = 0; i < 12; i++) {
      logIn(OWNER, first, WRONG);
    }
    prolongDelays();
    logIn(OWNER, first, PASSWORD).expect(429);
    String again = device(logIn(OWNER, first, PASSWORD, both).expect(200));
    assertThat(again).hasSameSizeAs(both);

    Answer overTls =
        user.send(
            "POST",
            "/api/v1/auth/login",
            Map.of("email", first, "password", PASSWORD),
            null,
            "X-Forwarded-For",
            "198.18.2.1",
            "X-Forwarded-Proto",
            "https");
    assertThat(overTls.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
  }

  /** However slow the machine is, they are not over before the next attempt. */
  private void prolongDelays() {
    database.execute(
        "update login_throttle set blocked_until = now() + interval '5 min' where attempts > 4");
  }

  private Answer asAdministrator(String address, String device) {
    return logIn(address, Credentials.ADMIN_EMAIL, Credentials.ADMIN_PASSWORD, device);
  }

  private Answer logIn(String address, String email, String password) {
    return logIn(address, email, password, NO_DEVICE);
  }

  /** Logs in as the gateway passes it on: from a client's address, with its device cookie. */
  private Answer logIn(String address, String email, String password, String device) {
    return user.send(
        "POST",
        "/api/v1/auth/login",
        Map.of("email", email, "password", password),
        null,
        "X-Forwarded-For",
        address,
        "Cookie",
        device);
  }

  private static String device(Answer answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }
}

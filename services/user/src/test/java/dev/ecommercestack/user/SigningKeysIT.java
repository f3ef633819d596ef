package dev.ecommercestack.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.token.SigningKeys;
import dev.ecommercestack.user.token.TokenIssuer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one database, and tokens that everybody can verify all their life. */
class SigningKeysIT {
  private static final String JWKS = "/.well-known/jwks.json";
  private static final String EMAIL = "mina@example.com";

  private final Database database = Database.create();
  private final Credentials credentials = Credentials.create();
  private UserInstance one;
  private UserInstance two;

  @BeforeEach
  void startBothAtOnce() {
    CompletableFuture<UserInstance> other =
        CompletableFuture.supplyAsync(() -> UserInstance.start(database, credentials));
    one = UserInstance.start(database, credentials);
    two = other.join();
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private static List<String> keyIds(UserInstance instance) {
    return jwks(instance).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static JWKSet jwks(UserInstance instance) {
    Answer answer = instance.get(JWKS);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=300, public");
    assertThat(answer.body().toString()).doesNotContain("\"d\"");
    try {
      return JWKSet.parse(answer.body().toString());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignedJWT parsed(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keyId(String token) {
    return parsed(token).getHeader().getKeyID();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  @Test
  void instancesAgreeAndAnybodyCanVerify() throws JOSEException, ParseException {
    eventually(() -> assertThat(keyIds(two)).isEqualTo(keyIds(one)).hasSize(1));
    String token = one.signUp(EMAIL).text("accessToken");
    assertThat(two.me(token).status()).isEqualTo(200);

    SignedJWT jwt = parsed(token);
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(jwt.verify(new RSASSAVerifier(jwks(two).getKeyByKeyId(keyId(token)).toRSAKey())))
        .isTrue();
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("ecommerce-stack");
    assertThat(jwt.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("CUSTOMER");
    assertThat(jwt.getJWTClaimsSet().getStringClaim("email")).isEqualTo(EMAIL);
    assertThat(two.get("/api/v1" + JWKS).body()).isEqualTo(two.get(JWKS).body());
  }

  @Test
  void aKeyIsPublishedBeforeItSignsAndAfter() {
    String old = one.signUp(EMAIL).text("accessToken");
    database.execute(
        "update signing_key set signs_from = now() - interval '29 days 23 hours 30 minutes'");
    eventually(() -> assertThat(keyIds(one)).hasSize(2).isEqualTo(keyIds(two)));
    String next =
        keyIds(one).stream().filter(id -> !id.equals(keyId(old))).findFirst().orElseThrow();
    assertThat(keyId(logIn(one))).isEqualTo(keyId(old));
    assertThat(keyId(logIn(two))).isEqualTo(keyId(old));

    database.execute("update signing_key set signs_from = now() where id = '%s'".formatted(next));
    eventually(
        () -> {
          assertThat(keyId(logIn(one))).isEqualTo(next);
          assertThat(keyId(logIn(two))).isEqualTo(next);
        });
    assertThat(one.me(old).status()).isEqualTo(200);
    assertThat(two.me(logIn(one)).status()).isEqualTo(200);

    database.execute(
        "update signing_key set signs_from = now() - interval '2 hours' where id = '%s'"
            .formatted(next));
    eventually(
        () -> {
          assertThat(keyIds(one)).containsExactly(next);
          assertThat(keyIds(two)).containsExactly(next);
        });
  }

  @Test
  void keysOfTheReleaseBeforeAreFollowedByOneMoreThatItsVerifiersAccept() {
    stop();
    database.execute("delete from signing_key");
    one = UserInstance.start(database, credentials, "--user.keys.algorithm=ES256");
    String old = one.signUp(EMAIL).text("accessToken");
    assertThat(algorithm(old)).isEqualTo("ES256");
    one.close();
    // As that release inserts keys; the next key is due.
    database.execute(
        "update signing_key set allows_rs256 = false, signs_from = now() - interval '30 days'");

    one = UserInstance.start(database, credentials);
    two = UserInstance.start(database, credentials);
    assertThat(keyIds(one)).hasSize(2);
    database.execute("update signing_key set signs_from = now() where allows_rs256");
    eventually(() -> assertThat(keyId(logIn(one))).isNotEqualTo(keyId(old)));
    assertThat(algorithm(logIn(one))).isEqualTo("ES256");
    assertThat(one.me(old).status()).isEqualTo(200);

    database.execute("update signing_key set signs_from = signs_from - interval '30 days'");
    eventually(() -> assertThat(keyIds(one)).hasSize(2).doesNotContain(keyId(old)));
    database.execute("update signing_key set signs_from = now() where signs_from > now()");
    eventually(() -> assertThat(algorithm(logIn(one))).isEqualTo("RS256"));
  }

  private static String algorithm(String token) {
    return parsed(token).getHeader().getAlgorithm().getName();
  }

  private static String logIn(UserInstance instance) {
    return instance.logIn(EMAIL, UserInstance.PASSWORD).text("accessToken");
  }

  @Test
  void aRevokedKeyIsTrustedNoMoreAndAnotherSignsAtOnce() {
    String stolen = one.signUp(EMAIL).text("accessToken");
    database.execute("update signing_key set revoked_at = now()");
    eventually(
        () -> {
          assertThat(one.me(stolen).status()).isEqualTo(401);
          assertThat(two.me(stolen).status()).isEqualTo(401);
          assertThat(two.me(logIn(one)).status()).isEqualTo(200);
          assertThat(one.me(logIn(two)).status()).isEqualTo(200);
        });
  }

  @Test
  void tokensSurviveARestart() {
    String token = one.signUp(EMAIL).text("accessToken");
    one.close();
    one = UserInstance.start(database, credentials);
    assertThat(one.me(token).status()).isEqualTo(200);
    assertThat(keyId(logIn(one))).isEqualTo(keyId(token));
  }

  @Test
  void anInstanceWithAnotherEncryptionKeyWorksBesideTheOthers() {
    String old = one.signUp(EMAIL).text("accessToken");
    credentials.write("user-encryption-key", "another key, as after a rotation of it");
    two.close();
    two = UserInstance.start(database, credentials);
    assertThat(two.me(old).status()).isEqualTo(200);
    eventually(() -> assertThat(one.me(logIn(two)).status()).isEqualTo(200));
    assertThat(two.me(logIn(one)).status()).isEqualTo(200);
  }

  @Test
  void expiredAndForgedTokensAreRefused() throws JOSEException {
    UUID id = UUID.fromString(one.signUp(EMAIL).body().path("user").path("id").asString());
    UserSettings.TokenSettings lifetimes = one.bean(UserSettings.class).tokens();
    SigningKeys keys = one.bean(SigningKeys.class);
    Account account = one.bean(AccountRepository.class).find(id).orElseThrow();
    Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofMinutes(17)), ZoneOffset.UTC);
    Clock lately = Clock.fixed(Instant.now().minus(Duration.ofMinutes(14)), ZoneOffset.UTC);
    String expired = new TokenIssuer(keys, lifetimes, longAgo).forAccount(account, id).value();
    String alive = new TokenIssuer(keys, lifetimes, lately).forAccount(account, id).value();
    assertThat(one.me(alive).status()).isEqualTo(200);
    assertThat(one.me(expired).status()).isEqualTo(401);
    assertThat(one.me(expired).code()).isEqualTo("invalid_token");
    assertThat(one.me(forged(alive)).status()).isEqualTo(401);
    assertThat(one.me(unsigned(alive)).status()).isEqualTo(401);
  }

  /** The same claims and key id, signed by somebody else. */
  private static String forged(String token) throws JOSEException {
    SignedJWT jwt = parsed(token);
    try {
      SignedJWT copy = new SignedJWT(jwt.getHeader(), jwt.getJWTClaimsSet());
      copy.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
      return copy.serialize();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned(String token) {
    try {
      return new com.nimbusds.jwt.PlainJWT(parsed(token).getJWTClaimsSet()).serialize();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void privateKeysAndRefreshTokensCannotBeReadInTheDatabase() {
    Answer session = one.signUp(EMAIL);
    assertThat(column("select encode(private_key, 'escape') || protection from signing_key"))
        .isNotEmpty()
        .allMatch(row -> row.contains("aes-256-gcm") && !row.contains("kty"));
    assertThat(column("select encode(hash, 'escape') from refresh_token"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(session.text("refreshToken")));
  }

  private List<String> column(String sql) {
    return database.client().sql(sql).query((row, ignored) -> row.getString(1)).list();
  }
}

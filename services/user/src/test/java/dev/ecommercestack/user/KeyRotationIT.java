package dev.ecommercestack.user;

import static dev.ecommercestack.user.Credentials.ADMIN_EMAIL;
import static dev.ecommercestack.user.Credentials.ADMIN_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;

/** Two instances whose keys rotate every few seconds, and by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationIT {
  private static final String KEYS = "/api/v1/signing-keys";
  private static final Duration VERIFIER_CACHE = Duration.ofSeconds(1);

  private final Database database = Database.create();
  private UserInstance one;
  private UserInstance two;

  @BeforeAll
  void start() {
    one =
        UserInstance.start(
            database,
            Credentials.create(),
            "--user.keys.period=6s",
            "--user.keys.lead=3s",
            "--user.keys.margin=3s",
            "--user.tokens.access=2s",
            "--user.tokens.service=2s");
    two = one.another();
  }

  @AfterAll
  void stop() {
    one.close();
    two.close();
  }

  /** Verifies with cached keys, as services do, and reads them from both instances in turn. */
  private JwtDecoder verifier() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    ResourceRetriever keySet =
        _ -> {
          UserInstance instance = reads.incrementAndGet() % 2 == 0 ? one : two;
          return new Resource(
              instance.get("/.well-known/jwks.json").expect(200).body().toString(),
              "application/json");
        };
    var source =
        JWKSourceBuilder.create(URI.create("http://user/keys").toURL(), keySet)
            .cache(VERIFIER_CACHE.toMillis(), 500)
            .refreshAheadCache(false)
            .rateLimited(false)
            .build();
    return NimbusJwtDecoder.withJwkSource(source).jwsAlgorithm(SignatureAlgorithm.RS256).build();
  }

  @Test
  void everyTokenIsAcceptedWhileKeysRotateByScheduleAndByHand() throws Exception {
    JwtDecoder verifier = verifier();
    Answer session = one.signUp("mina@example.com").expect(201);
    Set<String> used = new HashSet<>();
    String byHand = null;
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    for (int i = 0; used.size() < 4 || byHand == null || !used.contains(byHand); i++) {
      assertThat(System.nanoTime())
          .as("keys used: %s, by hand: %s", used, byHand)
          .isLessThan(deadline);
      UserInstance issuer = i % 2 == 0 ? one : two;
      UserInstance other = i % 2 == 0 ? two : one;
      session = issuer.refresh(session.text("refreshToken")).expect(200);
      Jwt token = verifier.decode(session.text("accessToken"));
      used.add(String.valueOf(token.getHeaders().get("kid")));
      other.me(session.text("accessToken")).expect(200);
      if (byHand == null && used.size() == 2) {
        byHand = createKey();
      }
    }
  }

  /** Returns the id of a key that was created by hand; null while one of the schedule waits. */
  private @Nullable String createKey() {
    Answer created = one.send("POST", KEYS, null, admin());
    return created.status() == 201 ? created.text("keyId") : null;
  }

  private String admin() {
    return one.logIn(ADMIN_EMAIL, ADMIN_PASSWORD).expect(200).text("accessToken");
  }

  @Test
  void administratorRevokesKey() {
    Answer login = one.logIn(ADMIN_EMAIL, ADMIN_PASSWORD).expect(200);
    String admin = login.text("accessToken");
    String keyId =
        one.send("GET", KEYS, null, admin).expect(200).body().at("/items/0/keyId").asString();
    one.send("DELETE", KEYS + "/" + keyId, null, admin).expect(204);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (UserInstance instance : List.of(one, two)) {
                JsonNode published = instance.get("/.well-known/jwks.json").body();
                assertThat(published.path("keys").findValuesAsString("kid")).doesNotContain(keyId);
              }
            });
    assertThat(
            two.send("GET", KEYS, null, admin()).expect(200).body().path("items").values().stream()
                .filter(key -> key.path("keyId").asString().equals(keyId)))
        .allSatisfy(key -> assertThat(key.path("revokedAt").isMissingNode()).isFalse());
    one.send("DELETE", KEYS + "/unknown", null, admin()).expect(404, "signing_key_not_found");
  }

  @Test
  void onlyAdministratorsManageKeys() {
    String customer = one.signUp("jisoo@example.com").expect(201).text("accessToken");
    one.send("GET", KEYS, null, customer).expect(403, "forbidden");
    one.send("POST", KEYS, null, customer).expect(403, "forbidden");
    one.send("DELETE", KEYS + "/x", null, customer).expect(403, "forbidden");
  }
}

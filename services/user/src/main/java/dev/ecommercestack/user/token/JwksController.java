package dev.ecommercestack.user.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the public keys that verify the stack's tokens (RFC 7517). */
@RestController
@Tag(name = "Keys")
class JwksController {
  // Far shorter than a key's lead, so that caches have the next key before it signs.
  private static final Duration CACHE_MAX_AGE = Duration.ofMinutes(5);

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * A JSON Web Key Set (RFC 7517).
   *
   * @param keys the public keys, each a JSON Web Key
   */
  record KeySet(List<Map<String, Object>> keys) {}

  @Operation(summary = "List the public keys of the stack's tokens, as a JSON Web Key Set")
  @GetMapping(
      path = {"/.well-known/jwks.json", "/api/v1/.well-known/jwks.json"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<KeySet> listKeys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(CACHE_MAX_AGE).cachePublic())
        .body(
            new KeySet(
                keys.published().getKeys().stream()
                    .map(key -> key.toPublicJWK().toJSONObject())
                    .toList()));
  }
}

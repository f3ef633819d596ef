package dev.ecommercestack.user.token;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The signing keys of the stack, for administrators: rotation and revocation by hand. */
@RestController
@RequestMapping("/api/v1/signing-keys")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Keys")
class SigningKeyController {
  private static final Logger log = LoggerFactory.getLogger(SigningKeyController.class);

  private final SigningKeys keys;

  SigningKeyController(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * A signing key, without the key itself.
   *
   * @param keyId the {@code kid} of the tokens that it signs
   * @param algorithm the signature algorithm
   * @param signsFrom the time from which it signs, until a later key does
   * @param revokedAt the time from which it is not trusted; null if it is not revoked
   */
  record SigningKeyResponse(
      String keyId,
      @Schema(example = "RS256") String algorithm,
      Instant signsFrom,
      @Nullable Instant revokedAt) {
    static SigningKeyResponse of(SigningKey key) {
      return new SigningKeyResponse(
          key.id(), key.publicKey().getAlgorithm().getName(), key.signsFrom(), key.revokedAt());
    }
  }

  /**
   * The signing keys.
   *
   * @param items the keys by the time from which they sign
   */
  record SigningKeysResponse(List<SigningKeyResponse> items) {}

  @Operation(summary = "List the signing keys")
  @GetMapping
  SigningKeysResponse listSigningKeys() {
    return new SigningKeysResponse(keys.readAll().stream().map(SigningKeyResponse::of).toList());
  }

  @Operation(
      summary = "Create the next signing key",
      description =
          "It is published at once and signs from signsFrom, when every verifier knows it; until then"
              + " the current key signs. Tokens of the current key stay valid.")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @ProblemResponses(ProblemCode.SIGNING_KEY_WAITS)
  SigningKeyResponse createSigningKey(CurrentUser user) {
    SigningKey key = keys.createNext();
    log.info("Administrator {} created signing key {}", user.id(), key.id());
    return SigningKeyResponse.of(key);
  }

  @Operation(
      summary = "Revoke a signing key",
      description =
          "Its tokens are refused as soon as verifiers read the keys again, within minutes: people"
              + " refresh and go on. If it is the key that signs, the next one signs at once.")
  @DeleteMapping("/{keyId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ProblemResponses(ProblemCode.SIGNING_KEY_NOT_FOUND)
  void revokeSigningKey(CurrentUser user, @PathVariable String keyId) {
    keys.revoke(keyId);
    log.info("Administrator {} revoked signing key {}", user.id(), keyId);
  }
}

package dev.ecommercestack.user.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An account as its owner sees it.
 *
 * @param id the id of the account, the subject of its tokens
 * @param email the address
 * @param name the person's name
 * @param language the language of mails, {@code ko} or {@code en}
 * @param roles the roles, {@code CUSTOMER} and {@code ADMIN}
 * @param createdAt the time of its creation
 */
public record AccountResponse(
    UUID id,
    @Schema(example = "mina@example.com") String email,
    @Schema(example = "김미나") String name,
    @Schema(example = "ko") String language,
    List<Role> roles,
    Instant createdAt) {

  /** Returns the response for an account. */
  public static AccountResponse of(Account account) {
    return new AccountResponse(
        account.id(),
        account.email().value(),
        account.name().value(),
        account.language().code(),
        account.roles().stream().sorted().toList(),
        account.createdAt());
  }
}

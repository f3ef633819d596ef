package dev.ecommercestack.user.profile;

import dev.ecommercestack.user.account.Account;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The contact data of accounts, for services that send notification jobs. */
@RestController
@Tag(name = "Internal")
class ContactController {
  private final ProfileService profileService;

  ContactController(ProfileService profileService) {
    this.profileService = profileService;
  }

  /**
   * The contact data of an account.
   *
   * @param userId the id of the account
   * @param email the address
   * @param name the name
   * @param locale {@code ko} or {@code en}, as in the message {@code notification-job}
   */
  record ContactResponse(UUID userId, String email, String name, String locale) {}

  @Operation(summary = "Address, name and language of an account, for a notification job")
  @GetMapping("/internal/users/{id}/contact")
  ContactResponse contact(@PathVariable UUID id) {
    Account account = profileService.read(id);
    return new ContactResponse(
        account.id(), account.email().value(), account.name().value(), account.language().code());
  }
}

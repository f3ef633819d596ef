package dev.ecommercestack.event.mail;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.client.ServiceClients;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Reads the contact data of users from the user service. */
@Component
class UserContactClient {
  private static final String USER_NOT_FOUND = "user_not_found";

  private final RestClient userService;

  /**
   * The contact data of a user.
   *
   * @param userId the id of the user
   * @param email the e-mail address
   * @param name the name for the salutation
   * @param locale the language of mails, {@code ko} or {@code en}
   */
  record Contact(UUID userId, String email, String name, String locale) {}

  UserContactClient(ServiceClients clients) {
    this.userService = clients.to("user");
  }

  /** Returns the contact data of a user; empty if the account was deleted. */
  Optional<Contact> find(UUID userId) {
    try {
      return Optional.ofNullable(
          userService
              .get()
              .uri("/internal/users/{id}/contact", userId)
              .retrieve()
              .body(Contact.class));
    } catch (RemoteProblemException e) {
      // Not every 404: that of a proxy, or of an instance without this path, has another code.
      if (e.remoteCode().equals(USER_NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

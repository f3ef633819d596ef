package dev.ecommercestack.event.mail;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.client.ServiceClients;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Where people are written to, at user. */
@Component
class Contacts {
  private static final String GONE = "user_not_found";

  private final RestClient user;

  /**
   * How to reach somebody.
   *
   * @param userId whom
   * @param email where
   * @param name how to greet
   * @param locale {@code ko} or {@code en}
   */
  record Contact(UUID userId, String email, String name, String locale) {}

  Contacts(ServiceClients clients) {
    this.user = clients.to("user");
  }

  /** Returns how to reach somebody; empty if the account is gone. */
  Optional<Contact> of(UUID userId) {
    try {
      return Optional.ofNullable(
          user.get().uri("/internal/users/{id}/contact", userId).retrieve().body(Contact.class));
    } catch (RemoteProblemException e) {
      // Not every 404: one of a proxy, or of an instance that does not know the path, has another.
      if (e.remoteCode().equals(GONE)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

package dev.ecommercestack.event.mail;

import dev.ecommercestack.common.client.RemoteProblemException;
import dev.ecommercestack.common.client.ServiceClients;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Where people are written to, at user. */
@Component
class Contacts {
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
      if (e.remoteStatus().isSameCodeAs(HttpStatus.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

package dev.ecommercestack.platform.security;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Set;
import java.util.UUID;

/**
 * The person who calls. A controller takes it as a plain parameter; one that also serves nobody in
 * particular takes an {@code Optional<CurrentUser>}.
 *
 * @param id subject of the access token
 * @param roles for example {@code CUSTOMER}, {@code ADMIN}
 */
@Hidden
public record CurrentUser(UUID id, Set<String> roles) {
  /** Copies the roles. */
  public CurrentUser {
    roles = Set.copyOf(roles);
  }

  /** Returns whether this person may administrate. */
  public boolean admin() {
    return roles.contains("ADMIN");
  }
}

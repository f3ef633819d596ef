package dev.ecommercestack.platform.security;

import java.util.Set;
import java.util.UUID;

/**
 * The user who sent the request. A controller takes it as a plain parameter, or as an {@code
 * Optional<CurrentUser>} if it also serves requests without a token.
 *
 * @param id the subject of the access token
 * @param roles the roles of the user, for example {@code CUSTOMER}, {@code ADMIN}
 */
public record CurrentUser(UUID id, Set<String> roles) {
  /** Copies the roles. */
  public CurrentUser {
    roles = Set.copyOf(roles);
  }

  /** Returns whether the user has the role {@code ADMIN}. */
  public boolean admin() {
    return roles.contains("ADMIN");
  }
}

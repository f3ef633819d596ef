package dev.ecommercestack.platform.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Converts a token to authorities: {@code ROLE_<role>} for each role in the claim {@code roles},
 * and {@code ROLE_SERVICE} for the scope {@code service}.
 */
public final class JwtRoles implements Converter<Jwt, Collection<GrantedAuthority>> {
  /** The claim with the roles of a user. */
  public static final String ROLES = "roles";

  /** The claim with the scopes of the token, separated by spaces. */
  public static final String SCOPE = "scope";

  /** The scope of a service token. */
  public static final String SERVICE = "service";

  /** Returns whether a token belongs to a service and not to a user. */
  static boolean isServiceToken(Jwt token) {
    String scope = token.getClaimAsString(SCOPE);
    return scope != null && List.of(scope.split(" ")).contains(SERVICE);
  }

  @Override
  public Collection<GrantedAuthority> convert(Jwt token) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    Objects.requireNonNullElse(token.getClaimAsStringList(ROLES), List.<String>of())
        .forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
    if (isServiceToken(token)) {
      authorities.add(new SimpleGrantedAuthority("ROLE_SERVICE"));
    }
    return authorities;
  }
}

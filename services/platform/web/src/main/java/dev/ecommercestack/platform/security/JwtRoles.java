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
 * Authorities of a token: {@code ROLE_<role>} for each of the claim {@code roles}, and {@code
 * ROLE_SERVICE} for the scope {@code service}.
 */
public final class JwtRoles implements Converter<Jwt, Collection<GrantedAuthority>> {
  /** Claim with the roles of a person. */
  public static final String ROLES = "roles";

  /** Claim with what the token may be used for, separated by spaces. */
  public static final String SCOPE = "scope";

  /** Scope of the token of a service. */
  public static final String SERVICE = "service";

  @Override
  public Collection<GrantedAuthority> convert(Jwt token) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    Objects.requireNonNullElse(token.getClaimAsStringList(ROLES), List.<String>of())
        .forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
    String scope = token.getClaimAsString(SCOPE);
    if (scope != null && List.of(scope.split(" ")).contains(SERVICE)) {
      authorities.add(new SimpleGrantedAuthority("ROLE_SERVICE"));
    }
    return authorities;
  }
}

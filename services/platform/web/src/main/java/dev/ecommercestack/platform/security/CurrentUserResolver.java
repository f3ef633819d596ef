package dev.ecommercestack.platform.security;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link CurrentUser} parameters of controllers. */
final class CurrentUserResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == CurrentUser.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Optional<CurrentUser> user = current();
    if (parameter.isOptional()) {
      return user;
    }
    return user.orElseThrow(
        () ->
            new ProblemException(
                ProblemCode.NOT_A_PERSON,
                "This is for people: call it with the access token of a user."));
  }

  private static Optional<CurrentUser> current() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof JwtAuthenticationToken authentication
        ? of(authentication.getToken())
        : Optional.empty();
  }

  static Optional<CurrentUser> of(Jwt token) {
    try {
      List<String> roles = token.getClaimAsStringList(JwtRoles.ROLES);
      return Optional.of(
          new CurrentUser(
              UUID.fromString(Objects.requireNonNullElse(token.getSubject(), "")),
              roles == null ? Set.of() : Set.copyOf(roles)));
    } catch (IllegalArgumentException e) {
      // A service's subject is not a UUID.
      return Optional.empty();
    }
  }
}

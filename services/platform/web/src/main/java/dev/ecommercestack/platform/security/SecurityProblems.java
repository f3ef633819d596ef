package dev.ecommercestack.platform.security;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.Problems;
import dev.ecommercestack.platform.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers requests that security refuses with problem documents. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

  private final ProblemWriter problems;

  SecurityProblems(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    switch (exception) {
      case AuthenticationServiceException unreachable -> {
        log.warn("A token cannot be checked: {}", unreachable.getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.write(
            response,
            Problems.of(
                ProblemCode.KEYS_UNAVAILABLE,
                "Tokens cannot be checked now because their issuer cannot be reached. Try again in"
                    + " a moment."));
      }
      case InvalidBearerTokenException invalid -> {
        log.debug("Refused a token: {}", invalid.getMessage());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        problems.write(
            response,
            Problems.of(
                ProblemCode.INVALID_TOKEN,
                "The access token is not valid or has expired. Refresh it or log in again."));
      }
      default -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(
            response,
            Problems.of(
                ProblemCode.UNAUTHENTICATED,
                "Log in and send the access token as 'Authorization: Bearer <token>'."));
      }
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
      throws IOException {
    problems.write(response, Problems.of(ProblemCode.FORBIDDEN, "You may not do this."));
  }
}

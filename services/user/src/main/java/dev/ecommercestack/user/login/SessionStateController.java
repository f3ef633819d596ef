package dev.ecommercestack.user.login;

import dev.ecommercestack.user.session.Sessions;
import dev.ecommercestack.user.token.TokenIssuer;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the gateway whether the session of an access token has ended. The gateway sends the token
 * of its caller, so that it needs no secret of its own.
 */
@RestController
class SessionStateController {
  private final Sessions sessions;

  SessionStateController(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * The state of a session.
   *
   * @param live whether it has neither ended nor expired
   */
  record SessionState(boolean live) {}

  @GetMapping("/internal/session")
  SessionState readState(@AuthenticationPrincipal Jwt token) {
    String session = token.getClaimAsString(TokenIssuer.SESSION);
    return new SessionState(session != null && sessions.isLive(UUID.fromString(session)));
  }
}

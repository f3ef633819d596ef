package dev.ecommercestack.user.servicetoken;

import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.token.SignedToken;
import dev.ecommercestack.user.token.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives services the tokens with which they call each other. Counts {@code user.service.tokens} by
 * outcome.
 */
@RestController
@Tag(name = "Internal")
@SecurityRequirements
class ServiceTokenController {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceTokenController.class);

  private final ServiceSecrets secrets;
  private final TokenIssuer tokens;
  private final MeterRegistry metrics;

  ServiceTokenController(ServiceSecrets secrets, TokenIssuer tokens, MeterRegistry metrics) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.metrics = metrics;
  }

  @Operation(summary = "Exchange a service's secret for a token of ten minutes")
  @PostMapping("/internal/service-tokens")
  ServiceTokenResponse issue(@Valid @RequestBody ServiceTokenRequest request) {
    if (!secrets.matches(request.service(), request.secret())) {
      count("refused");
      // The name is what somebody claims to be: it may be anything, so no line breaks in it reach
      // the log.
      LOG.warn("Refused a service token for {}", request.service().replaceAll("[^a-z0-9-]", "?"));
      throw new ProblemException(
          HttpStatus.UNAUTHORIZED,
          "invalid_service_secret",
          "No such service has this secret. Compare the credentials file service-secret with service-secrets/<service> of user.");
    }
    count("success");
    SignedToken token = tokens.forService(request.service());
    return new ServiceTokenResponse(token.value(), token.lifetime().toSeconds());
  }

  private void count(String outcome) {
    metrics.counter("user.service.tokens", "outcome", outcome).increment();
  }
}

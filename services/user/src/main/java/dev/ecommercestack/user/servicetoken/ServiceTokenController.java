package dev.ecommercestack.user.servicetoken;

import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.platform.credentials.PasswordFiles;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.token.SignedToken;
import dev.ecommercestack.user.token.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Issues the tokens with which services call each other. Counts {@code user.service.tokens}. */
@RestController
@Tag(name = "Internal")
@SecurityRequirements
class ServiceTokenController {
  private static final Logger log = LoggerFactory.getLogger(ServiceTokenController.class);

  private final PasswordFiles secrets;
  private final TokenIssuer tokens;
  private final Topology topology;
  private final MeterRegistry metrics;

  ServiceTokenController(
      PasswordFiles secrets, TokenIssuer tokens, Topology topology, MeterRegistry metrics) {
    this.secrets = secrets;
    this.tokens = tokens;
    this.topology = topology;
    this.metrics = metrics;
  }

  @Operation(
      summary = "Exchange a service's secret for a token of ten minutes for one other service")
  @PostMapping("/internal/service-tokens")
  ServiceTokenResponse issue(@Valid @RequestBody ServiceTokenRequest request) {
    if (!secrets.matches(request.service(), request.secret())) {
      count("refused");
      // The name is unverified input: other characters, such as line breaks, do not reach the log.
      log.warn(
          "Refused a token for the service {}: wrong secret",
          request.service().replaceAll("[^a-z0-9-]", "?"));
      throw new ProblemException(
          ProblemCode.INVALID_SERVICE_SECRET,
          "The service is unknown or the secret is wrong. Compare the credentials file service-secret with service-secrets/<service> of user.");
    }
    SignedToken token = tokens.forService(request.service(), audience(request));
    count("success");
    return new ServiceTokenResponse(token.value(), token.lifetime().toSeconds());
  }

  private List<String> audience(ServiceTokenRequest request) {
    String caller = request.service();
    List<String> permitted =
        topology.services().stream()
            .filter(service -> !topology.internalPaths(caller, service).isEmpty())
            .toList();
    String audience = request.audience();
    if (audience == null && !permitted.isEmpty()) {
      return permitted;
    }
    if (audience == null || !permitted.contains(audience)) {
      count("forbidden");
      log.warn("Refused a token of {} for another service: it is not among its calls", caller);
      throw new ProblemException(
          ProblemCode.FORBIDDEN,
          "%s may not call this service with a token. It may call: %s (calls in contracts/topology.yaml)."
              .formatted(caller, permitted.isEmpty() ? "none" : String.join(", ", permitted)));
    }
    return List.of(audience);
  }

  private void count(String outcome) {
    metrics.counter("user.service.tokens", "outcome", outcome).increment();
  }
}

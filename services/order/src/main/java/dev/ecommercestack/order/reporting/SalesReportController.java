package dev.ecommercestack.order.reporting;

import dev.ecommercestack.order.entity.Contact;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accepts requests of administrators for sales reports. */
@RestController
@RequestMapping("/api/v1/orders/reports")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Orders")
class SalesReportController {
  private static final int MAX_DAYS = 366;

  /**
   * The years that database and documents can represent; 9999 is left for the day after the end.
   */
  private static final ValueRange VALID_YEARS = ValueRange.of(1970, 9998);

  private final SalesReportService reports;

  SalesReportController(SalesReportService reports) {
    this.reports = reports;
  }

  @Operation(
      summary = "Request a report of sales per day (administrators)",
      description =
          "Days are those of the shop's time zone. The document is the result of the job that"
              + " Location names, once it is DONE.")
  @PostMapping
  @Idempotent
  @ProblemResponses(ProblemCode.BAD_PERIOD)
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<SalesReportResponse> requestSalesReport(
      CurrentUser user,
      @AuthenticationPrincipal Jwt token,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      @Valid @RequestBody SalesReportRequest request) {
    if (!VALID_YEARS.isValidValue(request.from().getYear())
        || !VALID_YEARS.isValidValue(request.to().getYear())) {
      throw new ProblemException(
          ProblemCode.BAD_PERIOD,
          "The report is requested for %s to %s, but its days must be in the years %d to %d."
              .formatted(
                  request.from(),
                  request.to(),
                  VALID_YEARS.getMinimum(),
                  VALID_YEARS.getMaximum()));
    }
    long days = ChronoUnit.DAYS.between(request.from(), request.to()) + 1;
    if (days < 1 || days > MAX_DAYS) {
      throw new ProblemException(
          ProblemCode.BAD_PERIOD,
          "The report is requested for %s to %s, which are %d days, but it may have 1 to %d days."
              .formatted(request.from(), request.to(), days, MAX_DAYS));
    }
    UUID jobId =
        reports.request(
            request.from(),
            request.to(),
            request.format(),
            Contact.fromToken(token, language).locale(),
            user.id());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + jobId))
        .body(new SalesReportResponse(jobId));
  }
}

package dev.ecommercestack.order.api;

import dev.ecommercestack.order.report.SalesReports;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports over HTTP, for administrators. */
@RestController
@RequestMapping("/api/v1/orders/reports")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Orders")
class SalesReportController {
  private static final int MAX_DAYS = 366;

  /** What the database and the form of dates in documents bear, with a day after the last one. */
  private static final ValueRange YEARS = ValueRange.of(1970, 9998);

  private final SalesReports reports;

  SalesReportController(SalesReports reports) {
    this.reports = reports;
  }

  @Operation(
      summary = "Ask for a report of sales per day (administrators)",
      description =
          "Days are those of the shop's time zone. The document is the result of the job that"
              + " Location names, once it is DONE.")
  @ApiResponse(responseCode = "202", description = "The report is being made")
  @ApiResponse(responseCode = "400", description = "validation_failed, bad_period")
  @PostMapping
  @Idempotent
  ResponseEntity<SalesReportResponse> ask(
      CurrentUser user,
      @AuthenticationPrincipal Jwt token,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String language,
      @Valid @RequestBody SalesReportRequest request) {
    if (!YEARS.isValidValue(request.from().getYear())
        || !YEARS.isValidValue(request.to().getYear())) {
      throw ProblemException.badRequest(
          "bad_period",
          "From %s to %s: ask for days of the years %d to %d."
              .formatted(request.from(), request.to(), YEARS.getMinimum(), YEARS.getMaximum()));
    }
    long days = ChronoUnit.DAYS.between(request.from(), request.to()) + 1;
    if (days < 1 || days > MAX_DAYS) {
      throw ProblemException.badRequest(
          "bad_period",
          "From %s to %s are %d days: ask for 1 to %d."
              .formatted(request.from(), request.to(), days, MAX_DAYS));
    }
    UUID job =
        reports.ask(
            request.from(),
            request.to(),
            request.format(),
            Customer.contact(token, language).locale(),
            user.id());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + job))
        .body(new SalesReportResponse(job));
  }
}

package dev.ecommercestack.order.api;

import dev.ecommercestack.order.report.ReportFormat;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * Which days a report is about.
 *
 * @param from the first day, in the shop's time zone
 * @param to the last day, in the shop's time zone
 * @param format what it is written as
 */
record SalesReportRequest(
    @NotNull LocalDate from, @NotNull LocalDate to, @NotNull ReportFormat format) {}

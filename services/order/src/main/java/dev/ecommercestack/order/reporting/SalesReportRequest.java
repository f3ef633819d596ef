package dev.ecommercestack.order.reporting;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/**
 * A request for a sales report.
 *
 * @param from the first day, in the shop's time zone
 * @param to the last day, in the shop's time zone
 * @param format the file format of the document
 */
record SalesReportRequest(
    @NotNull LocalDate from, @NotNull LocalDate to, @NotNull ReportFormat format) {}

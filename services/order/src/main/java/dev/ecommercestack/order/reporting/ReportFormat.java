package dev.ecommercestack.order.reporting;

/** The file format of a report. */
enum ReportFormat {
  CSV,
  HTML
}

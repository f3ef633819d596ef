package dev.ecommercestack.order.report;

/** What a report is written as. */
public enum ReportFormat {
  CSV,
  HTML
}

package dev.ecommercestack.order.api;

import java.util.UUID;

/**
 * A report that is being made.
 *
 * @param jobId the worker's job: {@code GET /api/v1/jobs/{jobId}} has the document once it is DONE
 */
record SalesReportResponse(UUID jobId) {}

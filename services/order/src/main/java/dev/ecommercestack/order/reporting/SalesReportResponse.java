package dev.ecommercestack.order.reporting;

import java.util.UUID;

/**
 * A report that the worker is writing.
 *
 * @param jobId the id of the worker's job: {@code GET /api/v1/jobs/{jobId}} has the document once
 *     it is DONE, and {@code GET /api/v1/jobs/{jobId}/document} is the document as a file
 */
record SalesReportResponse(UUID jobId) {}

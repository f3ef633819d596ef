package dev.ecommercestack.order.reporting;

import java.util.UUID;

/**
 * A report that the worker is writing.
 *
 * @param jobId the id of the worker's job, see the operation {@code readJob}; once the job is DONE,
 *     {@code downloadDocument} returns the document as a file
 */
record SalesReportResponse(UUID jobId) {}

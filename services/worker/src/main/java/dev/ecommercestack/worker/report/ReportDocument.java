package dev.ecommercestack.worker.report;

import org.jspecify.annotations.Nullable;

/**
 * What a job knows of its report.
 *
 * @param document the whole of it
 * @param bytes its length in UTF-8
 * @param reason why there is none
 */
record ReportDocument(
    String title,
    String contentType,
    @Nullable Integer bytes,
    @Nullable String document,
    @Nullable String reason) {}

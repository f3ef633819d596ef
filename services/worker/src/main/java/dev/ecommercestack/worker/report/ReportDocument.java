package dev.ecommercestack.worker.report;

import org.jspecify.annotations.Nullable;

/**
 * The result of a report job, for administrators.
 *
 * @param title the title of the report
 * @param contentType the media type of the document
 * @param bytes the length of the document in UTF-8; null if there is none
 * @param document the document; null if there is none
 * @param reason the code of the reason why there is no document; null if there is one
 */
record ReportDocument(
    String title,
    String contentType,
    @Nullable Integer bytes,
    @Nullable String document,
    @Nullable String reason) {}

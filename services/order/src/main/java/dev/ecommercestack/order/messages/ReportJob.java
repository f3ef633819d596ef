package dev.ecommercestack.order.messages;

import java.util.List;
import java.util.UUID;

/**
 * Data of {@code report-job}.
 *
 * @param reportId what the report is about is known by
 * @param format {@code CSV} or {@code HTML}
 * @param rows each with a text or number per column
 * @param requestedBy the administrator
 * @param replyTo routing key of the result
 */
record ReportJob(
    UUID jobId,
    UUID reportId,
    String title,
    String locale,
    String format,
    List<String> columns,
    List<List<Object>> rows,
    UUID requestedBy,
    String replyTo) {}

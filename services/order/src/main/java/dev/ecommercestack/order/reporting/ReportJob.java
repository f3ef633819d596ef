package dev.ecommercestack.order.reporting;

import java.util.List;
import java.util.UUID;

/**
 * Data of the message {@code report-job}.
 *
 * @param jobId the id of this job
 * @param reportId the id of the report
 * @param title the title of the document
 * @param locale the language of the document: {@code ko} or {@code en}
 * @param format the file format: {@code CSV} or {@code HTML}
 * @param columns the names of the columns
 * @param rows one text or number per column; an amount of money is a text, which no reader rounds
 * @param requestedBy the id of the administrator who requested the report
 * @param replyTo the routing key of the result
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

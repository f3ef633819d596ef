package dev.ecommercestack.worker.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.worker.job.JobData;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Data of the message {@code report-job}.
 *
 * @param jobId the id of the job
 * @param reportId the id of the report
 * @param title the title of the report
 * @param locale the language of the report
 * @param format the format of the document
 * @param columns the names of the columns
 * @param rows the rows, each with a text, number, boolean or null for each column
 * @param replyTo the routing key of the result
 */
record ReportJob(
    UUID jobId,
    UUID reportId,
    String title,
    ReportLocale locale,
    ReportFormat format,
    List<String> columns,
    List<List<JsonNode>> rows,
    String replyTo)
    implements JobData {

  /** The format of the document. */
  enum ReportFormat {
    CSV("text/csv; charset=utf-8"),
    HTML("text/html; charset=utf-8");

    private final String contentType;

    ReportFormat(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }

  /** The language of the report. */
  enum ReportLocale {
    @JsonProperty("ko")
    KO("ko"),
    @JsonProperty("en")
    EN("en");

    private final String code;

    ReportLocale(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Rejects a job with missing fields. */
  ReportJob {
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(reportId, "reportId");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(locale, "locale");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(replyTo, "replyTo");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}

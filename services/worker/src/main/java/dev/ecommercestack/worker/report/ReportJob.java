package dev.ecommercestack.worker.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ecommercestack.worker.job.JobData;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Data of {@code report-job}.
 *
 * @param rows each with a text, number, boolean or null per column
 * @param replyTo routing key of the result
 */
record ReportJob(
    UUID jobId,
    UUID reportId,
    String title,
    Language locale,
    Format format,
    List<String> columns,
    List<List<JsonNode>> rows,
    String replyTo)
    implements JobData {

  /** What the document becomes. */
  enum Format {
    CSV("text/csv; charset=utf-8"),
    HTML("text/html; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }

  /** The language of the title. */
  enum Language {
    @JsonProperty("ko")
    KO("ko"),
    @JsonProperty("en")
    EN("en");

    private final String code;

    Language(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Refuses a job that is not whole. */
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

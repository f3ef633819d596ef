package dev.ecommercestack.worker.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Writes the rows of a report as a CSV or HTML document. */
final class DocumentWriter {
  private static final String LINE_END = "\r\n";
  private static final int MAX_PLAIN_SCALE = 100;
  private static final String FORMULA_PREFIXES = "=+-@\t\r";

  private DocumentWriter() {}

  static String write(ReportJob job) {
    return switch (job.format()) {
      case CSV -> csv(job);
      case HTML -> html(job);
    };
  }

  /** Writes CSV as of RFC 4180. Text that a spreadsheet would read as a formula is escaped. */
  private static String csv(ReportJob job) {
    StringBuilder document = new StringBuilder();
    document.append(line(job.columns(), DocumentWriter::csvText));
    job.rows().forEach(row -> document.append(line(row, DocumentWriter::csvCell)));
    return document.toString();
  }

  private static <T> String line(List<T> cells, Function<T, String> writer) {
    return cells.stream().map(writer).collect(Collectors.joining(",", "", LINE_END));
  }

  private static String csvCell(JsonNode cell) {
    return cell.isString() ? csvText(cell.asString()) : text(cell);
  }

  private static String csvText(String text) {
    String safe =
        !text.isEmpty() && FORMULA_PREFIXES.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  private static String html(ReportJob job) {
    StringBuilder body = new StringBuilder("<table>\n<tr>");
    job.columns().forEach(column -> body.append("<th>").append(escape(column)).append("</th>"));
    body.append("</tr>\n");
    for (List<JsonNode> row : job.rows()) {
      body.append("<tr>");
      row.forEach(cell -> body.append("<td>").append(escape(text(cell))).append("</td>"));
      body.append("</tr>\n");
    }
    String title = escape(job.title());
    return """
        <!doctype html>
        <html lang="%s">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body><h1>%s</h1>
        %s</table></body>
        </html>
        """
        .formatted(job.locale().code(), title, title, body);
  }

  private static String text(JsonNode cell) {
    if (cell.isNull()) {
      return "";
    }
    return cell.isNumber() ? number(cell.decimalValue()) : cell.asString();
  }

  /** Writes a number without an exponent, unless its scale is larger than that of any amount. */
  private static String number(BigDecimal number) {
    boolean plain = number.scale() >= -MAX_PLAIN_SCALE && number.scale() <= MAX_PLAIN_SCALE;
    return plain ? number.toPlainString() : number.toString();
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}

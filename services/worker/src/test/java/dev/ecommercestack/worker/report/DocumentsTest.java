package dev.ecommercestack.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.common.id.Uuid7;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentsTest {
  private static String write(ReportJob.Format format, String row) {
    JsonNode cells = JsonMapper.shared().readTree(row);
    return Documents.write(
        new ReportJob(
            Uuid7.next(),
            Uuid7.next(),
            "11월 <매출>",
            ReportJob.Language.KO,
            format,
            List.of("day", "=revenue"),
            List.of(List.of(cells.get(0), cells.get(1))),
            "order"));
  }

  @Test
  void csvQuotesAndHasNoFormulas() {
    assertThat(write(ReportJob.Format.CSV, "[\"a,\\\"b\\\"\", -5]"))
        .isEqualTo("day,'=revenue\r\n\"a,\"\"b\"\"\",-5\r\n");
    assertThat(write(ReportJob.Format.CSV, "[\"=1+1\", null]")).endsWith("'=1+1,\r\n");
  }

  @Test
  void htmlIsEscaped() {
    assertThat(write(ReportJob.Format.HTML, "[\"<b>\", 12]"))
        .contains("lang=\"ko\"", "<h1>11월 &lt;매출&gt;</h1>", "<td>&lt;b&gt;</td><td>12</td>");
  }
}

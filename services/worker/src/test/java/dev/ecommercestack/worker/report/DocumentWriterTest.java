package dev.ecommercestack.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.platform.id.Uuid7;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentWriterTest {
  /** Reads numbers as the application does. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static String write(ReportJob.ReportFormat format, String row) {
    JsonNode cells = JSON.readTree(row);
    return DocumentWriter.write(
        new ReportJob(
            Uuid7.next(),
            Uuid7.next(),
            "11월 <매출>",
            ReportJob.ReportLocale.KO,
            format,
            List.of("day", "=revenue"),
            List.of(List.of(cells.get(0), cells.get(1))),
            "order"));
  }

  @Test
  void quotesCsvAndEscapesFormulas() {
    assertThat(write(ReportJob.ReportFormat.CSV, "[\"a,\\\"b\\\"\", -5]"))
        .isEqualTo("day,'=revenue\r\n\"a,\"\"b\"\"\",-5\r\n");
    assertThat(write(ReportJob.ReportFormat.CSV, "[\"=1+1\", null]")).endsWith("'=1+1,\r\n");
  }

  @Test
  void escapesHtml() {
    assertThat(write(ReportJob.ReportFormat.HTML, "[\"<b>\", 12]"))
        .contains("lang=\"ko\"", "<h1>11월 &lt;매출&gt;</h1>", "<td>&lt;b&gt;</td><td>12</td>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.10",
        "12.500",
        "0.0000",
        "10000000.00",
        "12345678901.23",
        "90071992547409.91",
        "9007199254740993",
        "123456789012345678901234567890.12"
      })
  void writesNumbersWithAllDigitsAndNoExponent(String number) {
    assertThat(write(ReportJob.ReportFormat.CSV, "[\"SEK\", %s]".formatted(number)))
        .endsWith("\r\nSEK,%s\r\n".formatted(number));
    assertThat(write(ReportJob.ReportFormat.HTML, "[\"SEK\", %s]".formatted(number)))
        .contains("<td>%s</td>".formatted(number));
  }

  @Test
  void writesNumberOfManyZerosWithExponent() {
    assertThat(write(ReportJob.ReportFormat.CSV, "[\"1E3\", 1E3]")).endsWith("\r\n1E3,1000\r\n");
    assertThat(write(ReportJob.ReportFormat.CSV, "[\"x\", 1E999999999]"))
        .endsWith("\r\nx,1E+999999999\r\n");
  }
}

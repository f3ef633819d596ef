package dev.ecommercestack.product.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ecommercestack.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ContentScanTest {
  private static ContentScan.Finding scan(Format format, byte[] content) throws IOException {
    return ContentScan.of(format, new ByteArrayInputStream(content));
  }

  private static int rows(Format format, String text) throws IOException {
    ContentScan.Finding finding = scan(format, text.getBytes(UTF_8));
    assertThat(finding.notUtf8()).isZero();
    return finding.rows();
  }

  @Test
  void blankLinesAndTheNamesOfColumnsAreNoRows() throws IOException {
    for (String nothing : List.of("", "\uFEFF", "\n \r\n", "sku,name\r\n", "sku,name")) {
      assertThat(rows(Format.CSV, nothing)).as(nothing).isZero();
    }
    assertThat(rows(Format.CSV, "sku,name\r\n\r\nA,a\rB,b\n\nC,c")).isEqualTo(3);
    assertThat(rows(Format.JSON_LINES, "\n{}\r\n\r\n{}")).isEqualTo(2);
    assertThat(rows(Format.JSON_LINES, " ")).isZero();
  }

  @Property(tries = 300)
  void aQuotedFieldMayHaveEverything(
      @ForAll @Size(max = 5)
          List<@StringLength(max = 8) @CharRange(from = '\n', to = '~') String> names)
      throws IOException {
    String text =
        names.stream()
            .map(name -> "x,\"" + name.replace("\"", "\"\"") + "\",a\"b\r\n")
            .collect(Collectors.joining("", "sku,name,price\n", ""));
    assertThat(rows(Format.CSV, text)).isEqualTo(names.size());
  }

  @Test
  void theLineThatIsNotUtf8IsNamed() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    // Longer than the buffer, with characters of three bytes across its ends.
    content.writeBytes(("x," + "도마".repeat(4000) + "\n").repeat(3).getBytes(UTF_8));
    content.writeBytes("A,".getBytes(UTF_8));
    content.write(0xB5);
    content.write(0xB5);
    assertThat(scan(Format.CSV, content.toByteArray()).notUtf8()).isEqualTo(4);
    assertThat(scan(Format.JSON_LINES, new byte[] {'{', '}', '\n', (byte) 0xED}).notUtf8())
        .as("cut off within a character")
        .isEqualTo(2);
  }

  @Test
  void onlyWhatIsReadIsTaken() {
    assertThat(Format.of("text/csv")).isEqualTo(Format.CSV);
    assertThat(Format.of("Text/CSV; header=present; charset=\"UTF-8\"")).isEqualTo(Format.CSV);
    assertThat(Format.of("application/x-ndjson")).isEqualTo(Format.JSON_LINES);
    for (String other :
        new String[] {null, "", "x", "application/json", "text/csv;charset=euc-kr"}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> Format.of(other))
          .matches(problem -> problem.code().equals("unsupported_media_type"));
    }
  }
}

package dev.ecommercestack.product.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ecommercestack.platform.problem.ProblemCode;
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
  private static ContentScan.ScanResult scan(ImportFormat format, byte[] content)
      throws IOException {
    return ContentScan.of(format, new ByteArrayInputStream(content));
  }

  private static int rows(ImportFormat format, String text) throws IOException {
    ContentScan.ScanResult finding = scan(format, text.getBytes(UTF_8));
    assertThat(finding.invalidLine()).isZero();
    return finding.rows();
  }

  @Test
  void doesNotCountBlankLinesAndHeader() throws IOException {
    for (String nothing : List.of("", "\uFEFF", "\n \r\n", "sku,name\r\n", "sku,name")) {
      assertThat(rows(ImportFormat.CSV, nothing)).as(nothing).isZero();
    }
    assertThat(rows(ImportFormat.CSV, "sku,name\r\n\r\nA,a\rB,b\n\nC,c")).isEqualTo(3);
    assertThat(rows(ImportFormat.JSON_LINES, "\n{}\r\n\r\n{}")).isEqualTo(2);
    assertThat(rows(ImportFormat.JSON_LINES, " ")).isZero();
  }

  @Property(tries = 300)
  void countsRowWithAnyQuotedContentOnce(
      @ForAll @Size(max = 5)
          List<@StringLength(max = 8) @CharRange(from = '\n', to = '~') String> names)
      throws IOException {
    String text =
        names.stream()
            .map(name -> "x,\"" + name.replace("\"", "\"\"") + "\",a\"b\r\n")
            .collect(Collectors.joining("", "sku,name,price\n", ""));
    assertThat(rows(ImportFormat.CSV, text)).isEqualTo(names.size());
  }

  @Test
  void returnsLineThatIsNotUtf8() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    // Longer than the buffer, with characters of three bytes across its ends.
    content.writeBytes(("x," + "도마".repeat(4000) + "\n").repeat(3).getBytes(UTF_8));
    content.writeBytes("A,".getBytes(UTF_8));
    content.write(0xB5);
    content.write(0xB5);
    assertThat(scan(ImportFormat.CSV, content.toByteArray()).invalidLine()).isEqualTo(4);
    assertThat(
            scan(ImportFormat.JSON_LINES, new byte[] {'{', '}', '\n', (byte) 0xED}).invalidLine())
        .as("cut off within a character")
        .isEqualTo(2);
  }

  @Test
  void rejectsUnsupportedContentType() {
    assertThat(ImportFormat.of("text/csv")).isEqualTo(ImportFormat.CSV);
    assertThat(ImportFormat.of("Text/CSV; header=present; charset=\"UTF-8\""))
        .isEqualTo(ImportFormat.CSV);
    assertThat(ImportFormat.of("application/x-ndjson")).isEqualTo(ImportFormat.JSON_LINES);
    for (String other :
        new String[] {null, "", "x", "application/json", "text/csv;charset=euc-kr"}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> ImportFormat.of(other))
          .matches(problem -> problem.code() == ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
  }
}

package dev.ecommercestack.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ecommercestack.common.money.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RowsTest {
  private static final String HEADER = "sku,name,price,currency\n";

  private static List<Map<String, String>> csv(String text) throws IOException {
    return all(Rows.csv(new BufferedReader(new StringReader(text))));
  }

  private static List<Map<String, String>> json(String text) throws IOException {
    return all(Rows.jsonLines(new BufferedReader(new StringReader(text)), JsonMapper.shared()));
  }

  private static List<Map<String, String>> all(Rows rows) throws IOException {
    List<Map<String, String>> found = new ArrayList<>();
    Optional<Map<String, String>> row;
    while ((row = rows.next()).isPresent()) {
      found.add(row.get());
    }
    return found;
  }

  @Test
  void quotesCommasLineEndsAndAByteOrderMarkAreUnderstood() throws IOException {
    List<Map<String, String>> rows =
        csv(
            "\uFEFFSKU, Name ,price,currency\r\nA-1,\"도마, \"\"큰\"\"\n것\",100,KRW\r\n\r\nA-2,칼,200,KRW");
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst()).containsEntry("sku", "A-1").containsEntry("name", "도마, \"큰\"\n것");
    assertThat(rows.getLast()).containsEntry("currency", "KRW");
  }

  @Test
  void whatIsNoCsvIsRefused() {
    for (String text : List.of(HEADER + "\"open", HEADER + "\"a\"b,c", HEADER + "a\0,b")) {
      assertThatExceptionOfType(UnreadableContentException.class)
          .isThrownBy(() -> csv(text))
          .withMessage("NOT_CSV");
    }
    for (String text : List.of("", "sku,name\n")) {
      assertThatExceptionOfType(UnreadableContentException.class)
          .isThrownBy(() -> csv(text))
          .withMessage("NO_HEADER");
    }
  }

  @Property(tries = 300)
  void whateverIsQuotedComesBack(
      @ForAll @Size(max = 5) @NotEmpty
          List<@StringLength(max = 8) @CharRange(from = ' ', to = '~') String> names)
      throws IOException {
    String text =
        HEADER
            + names.stream()
                .map(name -> "x,\"" + name.replace("\"", "\"\"") + "\",1,KRW\r\n")
                .collect(Collectors.joining());
    assertThat(csv(text)).extracting(row -> row.get("name")).isEqualTo(names);
  }

  @Test
  void jsonLinesAreObjects() throws IOException {
    assertThat(
            json("{\"sku\":\"A\",\"price\":{\"amount\":5,\"currency\":\"KRW\"},\"stock\":3}\n\n"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(RowReader.read(1, row))
                    .isEqualTo(
                        new RowReader.Read.Good(
                            new ProductRow(1, "A", null, null, Money.of(5, "KRW"), null, 3L))));
    for (String text : List.of("[1]", "{", "1")) {
      assertThatExceptionOfType(UnreadableContentException.class)
          .isThrownBy(() -> json(text))
          .withMessage("NOT_JSON_LINES");
    }
  }

  @Test
  void aRowThatIsWrongIsRefusedByItself() {
    Map<String, String> good =
        Map.of("sku", "A", "name", "n", "price", "1", "currency", "KRW", "stock", "2");
    assertThat(RowReader.read(1, good)).isInstanceOf(RowReader.Read.Good.class);
    Map.of(
            "price", Map.of("", "PRICE_MISSING", "1.5", "PRICE_INVALID"),
            "currency", Map.of(" ", "CURRENCY_MISSING", "WON", "CURRENCY_INVALID"),
            "stock", Map.of("many", "STOCK_INVALID"))
        .forEach(
            (field, wrongs) ->
                wrongs.forEach(
                    (value, reason) -> {
                      Map<String, String> row = new java.util.HashMap<>(good);
                      row.put(field, value);
                      assertThat(RowReader.read(7, row))
                          .isEqualTo(new RowReader.Read.Bad(new RowError(7, reason, field)));
                    }));
  }
}

package dev.ecommercestack.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ecommercestack.platform.money.Money;
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
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

class ImportRowReaderTest {
  private static final String HEADER = "sku,name,price,currency\n";

  private static List<ImportRowReader.RawRow> rows(ImportRowReader rows) throws IOException {
    List<ImportRowReader.RawRow> found = new ArrayList<>();
    Optional<ImportRowReader.RawRow> row;
    while ((row = rows.next()).isPresent()) {
      found.add(row.get());
    }
    return found;
  }

  private static List<ImportRowReader.RawRow> csv(String text) throws IOException {
    return rows(ImportRowReader.csv(new StringReader(text)));
  }

  private static List<ImportRowReader.RawRow> json(String text) throws IOException {
    return rows(ImportRowReader.jsonLines(new StringReader(text), JsonMapper.shared()));
  }

  private static Map<String, String> fields(ImportRowReader.RawRow row) {
    assertThat(row).isInstanceOf(ImportRowReader.RawRow.RowFields.class);
    return ((ImportRowReader.RawRow.RowFields) row).fields();
  }

  @Test
  void readsQuotesCommasLineEndsAndByteOrderMark() throws IOException {
    List<ImportRowReader.RawRow> rows =
        csv(
            "\uFEFF\"SKU\", Name ,price,currency\r\nA-1,\"도마, \"\"큰\"\"\n것\",100,KRW\r\n\r\nA-2,칼,200,KRW");
    assertThat(rows).extracting(ImportRowReader.RawRow::line).containsExactly(2, 5);
    assertThat(fields(rows.getFirst()))
        .containsEntry("sku", "A-1")
        .containsEntry("name", "도마, \"큰\"\n것");
    assertThat(fields(rows.getLast())).containsEntry("currency", "KRW");
  }

  @Test
  void rejectsMissingHeader() {
    for (String text :
        List.of(
            "",
            "sku\n",
            "name,description\n",
            "sku;name;price\n",
            "sku,price\n",
            "sku,currency\n",
            "\"sku,name,price,currency\n")) {
      assertThatExceptionOfType(UnreadableContentException.class)
          .isThrownBy(() -> csv(text))
          .withMessage("NO_HEADER");
    }
  }

  @Test
  void refusesHeaderWithColumnTwiceOrTwoPriceColumns() {
    Map.of(
            "sku,name,Name\n", "COLUMN_TWICE",
            "sku,price_major,price_major,currency\n", "COLUMN_TWICE",
            "sku,price_major,price_minor,currency\n", "TWO_PRICE_COLUMNS",
            "sku,price,price_minor,currency\n", "TWO_PRICE_COLUMNS")
        .forEach(
            (text, reason) ->
                assertThatExceptionOfType(UnreadableContentException.class)
                    .isThrownBy(() -> csv(text))
                    .withMessage(reason));
  }

  @Test
  void keepsAbsentCellApartFromEmptyCell() throws IOException {
    Map<String, String> row = fields(csv("sku,description,category\nA,,주방\n").getFirst());
    assertThat(ProductRowParser.parse(1, row))
        .isEqualTo(
            new ProductRowParser.ParsedRow.ValidRow(
                new ProductRow(1, "A", null, "", null, "주방", null)));
    assertThat(ProductRowParser.parse(1, fields(csv("sku,description,category\nA\n").getFirst())))
        .isEqualTo(
            new ProductRowParser.ParsedRow.ValidRow(
                new ProductRow(1, "A", null, null, null, null, null)));
    assertThat(
            ProductRowParser.parse(1, fields(json("{\"sku\":\"A\",\"category\":null}").getFirst())))
        .isEqualTo(
            new ProductRowParser.ParsedRow.ValidRow(
                new ProductRow(1, "A", null, null, null, "", null)));
  }

  @Test
  void continuesAfterMalformedLine() throws IOException {
    Map.of(
            "A,\"never closed,1,KRW",
            "TEXT_AFTER_QUOTE",
            "A,\"closed\"here,1,KRW",
            "TEXT_AFTER_QUOTE",
            "A,too, many,1,KRW",
            "TOO_MANY_FIELDS",
            "A," + "x".repeat(200_000) + ",1,KRW",
            "RECORD_TOO_LONG")
        .forEach(
            (line, reason) -> {
              try {
                List<ImportRowReader.RawRow> rows =
                    csv(HEADER + line + "\nB,\"good\",2,KRW\nC,good,3,KRW\n");
                assertThat(rows)
                    .hasSize(3)
                    .first()
                    .isEqualTo(new ImportRowReader.RawRow.UnreadableRow(2, reason));
                assertThat(rows.stream().skip(1).map(row -> fields(row).get("sku")))
                    .containsExactly("B", "C");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  @Test
  void continuesAfterUnclosedQuote() throws IOException {
    List<ImportRowReader.RawRow> rows = csv(HEADER + "A,\"open,1,KRW\nB,good,2,KRW\n");
    assertThat(rows)
        .first()
        .isEqualTo(new ImportRowReader.RawRow.UnreadableRow(2, "QUOTE_NOT_CLOSED"));
    assertThat(fields(rows.get(1))).containsEntry("sku", "B");
  }

  @Test
  @Timeout(60)
  void boundsMemoryOfEmptyLinesAfterUnclosedQuote() throws IOException {
    List<ImportRowReader.RawRow> rows =
        csv(HEADER + "A,\"open" + "\n".repeat(2_000_000) + "B,good,2,KRW\n");
    assertThat(rows)
        .first()
        .isEqualTo(new ImportRowReader.RawRow.UnreadableRow(2, "RECORD_TOO_LONG"));
    assertThat(rows).hasSize(2);
    assertThat(fields(rows.get(1))).containsEntry("sku", "B");
  }

  @Test
  @Timeout(120)
  void boundsTimeOfUnclosedQuotesOnEveryLine() throws IOException {
    List<ImportRowReader.RawRow> rows = csv(HEADER + "x\",\"\n".repeat(20_000));
    assertThat(rows)
        .hasSize(20_000)
        .first()
        .isEqualTo(new ImportRowReader.RawRow.UnreadableRow(2, "RECORD_TOO_LONG"));
  }

  @Test
  void rejectsRecordOfMoreThanThousandLines() throws IOException {
    assertThat(csv(HEADER + "A,\"" + "x\n".repeat(999) + "\",1,KRW\n"))
        .singleElement()
        .satisfies(row -> assertThat(fields(row).get("name")).hasLineCount(999));
    assertThat(csv(HEADER + "A,\"" + "x\n".repeat(1000) + "\",1,KRW\n"))
        .first()
        .isEqualTo(new ImportRowReader.RawRow.UnreadableRow(2, "RECORD_TOO_LONG"));
  }

  @Test
  void acceptsSurplusEmptyAndMissingCells() throws IOException {
    assertThat(csv(HEADER + "A,a,1,KRW,, \nB,b\n"))
        .extracting(row -> fields(row).get("name"))
        .containsExactly("a", "b");
  }

  @Property(tries = 300)
  void readsAnyQuotedContent(
      @ForAll @Size(max = 5) @NotEmpty
          List<@StringLength(max = 8) @CharRange(from = ' ', to = '~') String> names)
      throws IOException {
    String text =
        HEADER
            + names.stream()
                .map(name -> "x,\"" + name.replace("\"", "\"\"") + "\",1,KRW\r\n")
                .collect(Collectors.joining());
    assertThat(csv(text)).extracting(row -> fields(row).get("name")).isEqualTo(names);
  }

  @Test
  void rejectsJsonLineThatIsNotAnObject() throws IOException {
    assertThat(
            json("{\"sku\":\"A\",\"price\":{\"amount\":5,\"currency\":\"KRW\"},\"stock\":3}\n\n"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(ProductRowParser.parse(1, fields(row)))
                    .isEqualTo(
                        new ProductRowParser.ParsedRow.ValidRow(
                            new ProductRow(1, "A", null, null, Money.of(5, "KRW"), null, 3L))));
    assertThat(json("[1]\n{\n\n1\n{\"sku\":\"B\"}\n"))
        .extracting(
            row ->
                row instanceof ImportRowReader.RawRow.UnreadableRow(int line, String reason)
                    ? line
                    : 0)
        .containsExactly(1, 2, 4, 0);
  }

  @Test
  void refusesInvalidRowAlone() {
    Map<String, String> good =
        Map.of("sku", "A", "name", "n", "price", "1", "currency", "KRW", "stock", "2");
    assertThat(ProductRowParser.parse(1, good))
        .isInstanceOf(ProductRowParser.ParsedRow.ValidRow.class);
    Map<String, String> longest = new java.util.HashMap<>(good);
    longest.put("description", "x".repeat(5_000) + " ");
    assertThat(ProductRowParser.parse(1, longest))
        .isInstanceOf(ProductRowParser.ParsedRow.ValidRow.class);
    Map.of(
            "price", Map.of("", "PRICE_MISSING", "1.5", "PRICE_INVALID", "1,000", "PRICE_INVALID"),
            "currency", Map.of(" ", "CURRENCY_MISSING", "WON", "CURRENCY_INVALID"),
            "stock", Map.of("many", "STOCK_INVALID"),
            "name", Map.of("a\0b", "INVALID"),
            "description", Map.of("x".repeat(5_001), "INVALID"))
        .forEach(
            (field, wrongs) ->
                wrongs.forEach(
                    (value, reason) -> {
                      Map<String, String> row = new java.util.HashMap<>(good);
                      row.put(field, value);
                      assertThat(ProductRowParser.parse(7, row))
                          .isEqualTo(
                              new ProductRowParser.ParsedRow.InvalidRow(
                                  new RowError(7, null, reason, field)));
                    }));
  }
}

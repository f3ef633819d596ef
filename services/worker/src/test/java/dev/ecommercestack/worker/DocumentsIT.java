package dev.ecommercestack.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.Replies;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports and reports. Product is a server that speaks its contract. */
class DocumentsIT {
  private static final UUID IMPORT = Uuid7.next();
  private static final UUID BROKEN = Uuid7.next();
  private static final UUID HOPELESS = Uuid7.next();
  private static final UUID MISSING = Uuid7.next();
  private static final UUID MIXED = Uuid7.next();
  private static final AtomicInteger OLDER = new AtomicInteger(1);
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger CONFLICTS = new AtomicInteger();
  private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();
  private static final Set<String> SKUS = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static TestEnvironment environment;
  private static WorkerInstance worker;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    environment = TestEnvironment.start(directory);
    String rows =
        IntStream.rangeClosed(1, 250)
            .mapToObj(i -> "SKU-%d,\"상품, %d\",%s,KRW".formatted(i, i, i == 17 ? "" : "1000"))
            .collect(Collectors.joining("\n", "sku,name,price,currency\nX,\"broken,1,KRW\n", "\n"));
    environment
        .stubs()
        .product(
            "/internal/imports/" + IMPORT + "/content",
            exchange -> Replies.json(exchange, authorized(exchange) ? 200 : 401, rows));
    environment
        .stubs()
        .product(
            "/internal/imports/" + BROKEN + "/content",
            exchange -> Replies.json(exchange, 200, "no header\n"));
    environment
        .stubs()
        .product(
            "/internal/imports/" + HOPELESS + "/content",
            exchange ->
                Replies.json(
                    exchange, 200, "sku,name,price,currency\n" + "x\",\"\n".repeat(400_000)));
    environment
        .stubs()
        .product(
            "/internal/imports/" + MIXED + "/content",
            exchange ->
                Replies.json(
                    exchange,
                    200,
                    """
                    sku,name,price,currency
                    WON,도마,24000,KRW
                    RING-1,Ring,42.99,USD
                    RING-2,Ring,55,USD
                    RING-3,Ring,"1,250",USD
                    """));
    environment
        .stubs()
        .product(
            "/internal/imports/" + MISSING + "/content",
            exchange ->
                Replies.json(
                    exchange,
                    404,
                    OLDER.getAndDecrement() > 0
                        ? "{\"code\":\"not_found\"}"
                        : "{\"code\":\"import_not_found\"}"));
    environment.stubs().product("/internal/products/import", DocumentsIT::take);
    worker = WorkerInstance.start(environment);
  }

  @AfterAll
  static void stop() {
    worker.close();
    environment.close();
  }

  private static boolean authorized(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ");
  }

  private static void take(HttpExchange exchange) throws IOException {
    CALLS.incrementAndGet();
    if (!authorized(exchange) || FAILURES.getAndDecrement() > 0) {
      Replies.json(exchange, 503, "{\"code\":\"unavailable\"}");
      return;
    }
    JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
    if (request.at("/rows/0/row").asInt() > 100 && CONFLICTS.getAndDecrement() > 0) {
      Replies.json(exchange, 409, "{\"code\":\"conflict\"}");
      return;
    }
    request.path("rows").forEach(row -> TAKEN.add(row.path("row").asInt()));
    request.path("rows").forEach(row -> SKUS.add(row.path("sku").asString()));
    int count = request.path("rows").size();
    Replies.json(
        exchange,
        200,
        """
        {"jobId":"%s","accepted":%d,"refused":1,"errors":[{"row":%d,"reason":"INVALID","field":"sku"}]}
        """
            .formatted(
                request.path("jobId").asString(),
                count - 1,
                request.path("rows").get(0).path("row").asInt()));
  }

  private static JsonNode bring(UUID importId) {
    UUID job = Uuid7.next();
    environment.senders().ask("catalog-import", Jobs.catalogImport(job, importId, "CSV", 250));
    return environment.senders().result(job);
  }

  @Test
  void anImportIsBroughtInPiecesThoughProductStumbles() {
    FAILURES.set(1);
    CONFLICTS.set(2);
    JsonNode result = bring(IMPORT);
    assertThat(result.path("outcome").asString()).isEqualTo("DONE");
    assertThat(TAKEN).hasSize(249).doesNotContain(1, 18);
    // Three pieces, of each of which product refuses one row; the worker itself refuses two.
    assertThat(result.path("accepted").asInt()).isEqualTo(246);
    assertThat(result.path("refused").asInt()).isEqualTo(5);
    assertThat(result.path("errors"))
        .extracting(error -> error.path("line").asInt() + " " + error.path("reason").asString())
        .containsExactly(
            "2 TEXT_AFTER_QUOTE", "3 INVALID", "19 PRICE_MISSING", "104 INVALID", "204 INVALID");
    assertThat(CALLS).as("what was taken before a conflict is not sent again").hasValue(6);
  }

  @Test
  void whatIsNoListOfProductsFails() {
    assertThat(bring(BROKEN).path("reason").asString()).isEqualTo("NO_HEADER");
    JsonNode missing = bring(MISSING);
    assertThat(OLDER)
        .as("an instance that does not know the path is asked no more")
        .hasValueLessThan(0);
    assertThat(missing.path("outcome").asString()).isEqualTo("FAILED");
    assertThat(missing.path("reason").asString()).isEqualTo("IMPORT_NOT_FOUND");
  }

  @Test
  void listOfMixedPriceUnitsIsRefusedBeforeAnyRowIsSent() {
    JsonNode result = bring(MIXED);
    assertThat(result.path("outcome").asString()).as("%s", result).isEqualTo("FAILED");
    assertThat(result.path("reason").asString()).isEqualTo("PRICE_UNIT_MISSING");
    assertThat(result.path("accepted").asInt()).isZero();
    assertThat(result.path("errors"))
        .extracting(error -> error.path("line").asInt() + " " + error.path("field").asString())
        .containsExactly("3 price", "4 price", "5 price");
    assertThat(SKUS).doesNotContain("WON", "RING-1", "RING-2", "RING-3");
  }

  @Test
  void aListOfNothingButBrokenRowsIsGivenUp() {
    JsonNode result = bring(HOPELESS);
    assertThat(result.path("outcome").asString()).isEqualTo("FAILED");
    assertThat(result.path("reason").asString()).isEqualTo("TOO_MANY_BROKEN_ROWS");
    assertThat(result.path("refused").asInt()).isEqualTo(1_000);
    assertThat(result.path("accepted").asInt()).isZero();
    assertThat(result.path("errors")).hasSize(100);
    assertThat(result.at("/errors/0/reason").asString()).isEqualTo("RECORD_TOO_LONG");
  }

  private static UUID report(List<?> row) {
    UUID job = Uuid7.next();
    environment
        .senders()
        .ask(
            "report",
            Map.of(
                "jobId",
                job,
                "reportId",
                Uuid7.next(),
                "title",
                "11월 매출",
                "locale",
                "ko",
                "format",
                "CSV",
                "columns",
                List.of("day", "revenue"),
                "rows",
                List.of(row),
                "requestedBy",
                Uuid7.next(),
                "replyTo",
                "order"));
    return job;
  }

  @Test
  void aReportIsTheResultOfItsJob() {
    UUID job = report(List.of("2026-11-21", 1_671_600));
    JsonNode result = environment.senders().result(job);
    JsonNode document = worker.awaitJob(job, "DONE").path("result");
    assertThat(document.path("document").asString())
        .isEqualTo("day,revenue\r\n2026-11-21,1671600\r\n");
    assertThat(result.path("bytes").asInt()).isEqualTo(document.path("bytes").asInt());

    UUID crooked = report(List.of("2026-11-21"));
    assertThat(environment.senders().result(crooked).path("reason").asString())
        .isEqualTo("ROW_LENGTH");
    worker.awaitJob(crooked, "FAILED");
  }

  @Test
  void reportOfLargeAmountsHasNoExponentAndAllDecimals() {
    UUID numbers = report(List.of("SEK", new BigDecimal("12345678901.23")));
    assertThat(worker.awaitJob(numbers, "DONE").at("/result/document").asString())
        .isEqualTo("day,revenue\r\nSEK,12345678901.23\r\n");
    UUID cents = report(List.of("NOK", new BigDecimal("0.10")));
    assertThat(worker.awaitJob(cents, "DONE").at("/result/document").asString())
        .isEqualTo("day,revenue\r\nNOK,0.10\r\n");
    UUID texts = report(List.of("CHF", "90071992547409.91"));
    assertThat(worker.awaitJob(texts, "DONE").at("/result/document").asString())
        .isEqualTo("day,revenue\r\nCHF,90071992547409.91\r\n");
  }

  @Test
  void downloadsCsvReportAsFileThatExcelReads() throws Exception {
    UUID job = report(List.of("2026-11-21", 1_671_600));
    worker.awaitJob(job, "DONE");
    String path = "/api/v1/jobs/" + job + "/document";
    HttpResponse<byte[]> file = worker.download(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(new String(file.body(), StandardCharsets.UTF_8))
        .isEqualTo("\uFEFFday,revenue\r\n2026-11-21,1671600\r\n");
    assertThat(file.headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            type -> assertThat(type).isEqualToIgnoringCase("text/csv;charset=utf-8"));
    assertThat(file.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .startsWith("attachment; ")
                    .endsWith("filename*=UTF-8''11%EC%9B%94%20%EB%A7%A4%EC%B6%9C.csv"));

    String customer = environment.issuer().person(Uuid7.next(), "CUSTOMER");
    assertThat(worker.send("GET", path, customer).status()).isEqualTo(403);
    UUID failed = report(List.of("2026-11-21"));
    worker.awaitJob(failed, "FAILED");
    worker.get("/api/v1/jobs/" + failed + "/document").expect(404, "document_not_found");
  }

  @Test
  void theAuditorSeesMoneyAndJobs() {
    UUID payment = Uuid7.next();
    UUID job = Uuid7.next();
    environment.senders().ask("payment", Jobs.payment(job, "CHARGE", payment, 700));
    environment.senders().result(job);
    String customer = environment.issuer().person(Uuid7.next(), "CUSTOMER");
    assertThat(worker.send("GET", "/internal/audit", customer).status()).isEqualTo(403);
    JsonNode audit = worker.send("GET", "/internal/audit", environment.issuer().admin()).body();
    assertThat(audit.path("payments").get(0).path("charged").asLong()).isEqualTo(700);
    assertThat(audit.path("refundsWithoutCharge").asLong()).isZero();
    assertThat(audit.path("jobs").toString()).contains("PAYMENT");
  }
}

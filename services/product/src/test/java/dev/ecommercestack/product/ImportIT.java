package dev.ecommercestack.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports, as an administrator and the worker see them. */
class ImportIT {
  private static final String CSV =
      "sku,name,price,currency\r\nA-1,\"도마, 큰 것\",100,KRW\r\nbroken\r\n";
  private static ProductInstance product;
  private static Imports imports;

  @BeforeAll
  static void start() throws Exception {
    imports = Imports.start();
    product = imports.product();
  }

  @AfterAll
  static void stop() throws Exception {
    imports.close();
  }

  @Test
  void aListIsStoredHandedOverAndClosed() throws Exception {
    Answer uploaded = imports.upload(CSV, Imports.admin(), ProductInstance.newKey()).expect(202);
    String id = uploaded.id();
    assertThat(uploaded.headers().firstValue("location")).hasValue(Imports.PATH + "/" + id);
    assertThat(imports.read(id).expect(200).body()).isEqualTo(uploaded.body());
    assertThat(uploaded.text("status")).isEqualTo("QUEUED");
    assertThat(uploaded.number("rows")).isEqualTo(2);

    JsonNode job = imports.job(id);
    assertThat(job.at("/data/rows").asInt()).isEqualTo(2);
    HttpResponse<byte[]> content = imports.content(id, "worker");
    assertThat(content.statusCode()).isEqualTo(200);
    assertThat(new String(content.body(), UTF_8)).isEqualTo(CSV);
    assertThat(imports.read(id).text("status")).isEqualTo("RUNNING");

    Map<String, Object> row = new HashMap<>(Map.of("row", 1, "sku", ProductInstance.newSku()));
    row.putAll(Map.of("name", "도마", "price", Map.of("amount", 100, "currency", "KRW")));
    Map<String, Object> rows =
        Map.of("jobId", job.at("/data/jobId").asString(), "rows", List.of(row));
    product.internal("POST", "/internal/products/import", rows).expect(200);
    product.internal("POST", "/internal/products/import", rows).expect(200);
    assertThat(imports.read(id).number("accepted")).as("a row sent again is one row").isEqualTo(1);

    String done =
        imports.result(
            job,
            Map.of(
                "outcome",
                "DONE",
                "accepted",
                1,
                "refused",
                105,
                "errors",
                List.of(
                    Map.of("row", 2, "line", 3, "reason", "INVALID", "field", "sku"),
                    Map.of("row", 4, "line", 5, "reason", "OF_A_LATER_VERSION"))));
    imports.answer(done);
    Answer ended = imports.awaitStatus(id, "DONE");
    assertThat(ended.number("accepted")).isEqualTo(1);
    assertThat(ended.number("refused")).isEqualTo(105);
    assertThat(ended.number("rows")).isEqualTo(106);
    assertThat(ended.number("errorsOmitted")).isEqualTo(103);
    assertThat(ended.body().at("/errors/0/line").asInt()).isEqualTo(3);
    assertThat(ended.body().at("/errors/0/detail").asString()).startsWith("sku must be one line");
    assertThat(ended.body().at("/errors/1/reason").asString()).isEqualTo("OF_A_LATER_VERSION");
    assertThat(ended.text("endedAt")).isNotEmpty();

    imports.answer(done);
    imports.answer(
        imports.result(
            job,
            Map.of(
                "outcome",
                "FAILED",
                "accepted",
                0,
                "refused",
                0,
                "errors",
                List.of(),
                "reason",
                "IMPORT_NOT_FOUND")));
    String failing = failed("NO_HEADER").id();
    assertThat(imports.read(failing).text("detail")).contains("name the columns");
    assertThat(imports.read(id).body()).as("what has ended stays so").isEqualTo(ended.body());
    assertThat(imports.content(id, "worker").statusCode())
        .as("the content has gone")
        .isEqualTo(404);
    assertThat(new String(imports.content(id, "worker").body(), UTF_8))
        .contains("import_not_found");
  }

  private static Answer failed(String reason) throws Exception {
    String id =
        imports.upload("x\ny\n", Imports.admin(), ProductInstance.newKey()).expect(202).id();
    imports.answer(
        imports.result(
            imports.job(id),
            Map.of(
                "outcome",
                "FAILED",
                "accepted",
                0,
                "refused",
                0,
                "errors",
                List.of(),
                "reason",
                reason)));
    Answer failed = imports.awaitStatus(id, "FAILED");
    assertThat(failed.text("reason")).isEqualTo(reason);
    return failed;
  }

  @Test
  void sentAgainItIsTheSameImport() throws Exception {
    String admin = Imports.admin();
    String key = ProductInstance.newKey();
    Answer first = imports.upload(CSV, admin, key).expect(202);
    Answer second = imports.upload(CSV, admin, key).expect(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("location")).hasValue(Imports.PATH + "/" + first.id());
    imports.upload(CSV + "B-1,b,1,KRW\n", admin, key).expect(422, "idempotency_key_reused");
    imports.upload(CSV, admin, null).expect(400, "idempotency_key_required");
    imports.job(first.id());
    // Were there two jobs, this one would not be the next.
    String next = imports.upload(CSV, admin, ProductInstance.newKey()).expect(202).id();
    Optional<String> job =
        await("the next job")
            .atMost(Imports.DEADLINE)
            .until(() -> imports.nextJob(), Optional::isPresent);
    assertThat(job).get().asString().contains(next);
  }

  @Test
  void aLongListComesThroughAsItIs() {
    byte[] list = ("{\"name\":\"" + "긴 목록".repeat(1000) + "\"}\n").repeat(800).getBytes(UTF_8);
    assertThat(list.length).isGreaterThan(8_000_000);
    String admin = Imports.admin();
    String key = ProductInstance.newKey();
    Answer uploaded =
        imports
            .upload(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(list)),
                "application/jsonl",
                admin,
                key)
            .expect(202);
    assertThat(uploaded.number("rows")).isEqualTo(800);
    assertThat(uploaded.number("bytes")).isEqualTo(list.length);
    assertThat(imports.content(uploaded.id(), "worker").body()).isEqualTo(list);
    Answer again =
        imports
            .upload(BodyPublishers.ofByteArray(list), "application/jsonl", admin, key)
            .expect(202);
    assertThat(again.id()).isEqualTo(uploaded.id());
    list[list.length - 3] = '!';
    imports
        .upload(BodyPublishers.ofByteArray(list), "application/jsonl", admin, key)
        .expect(422, "idempotency_key_reused");
  }

  @Test
  void whatCannotBeTakenIsRefusedAtOnceAndLeavesNothing() {
    String admin = Imports.admin();
    long before = count();
    imports
        .upload("sku,name,price,currency\n\n", admin, ProductInstance.newKey())
        .expect(400, "empty_import");
    Answer notUtf8 =
        imports
            .upload(
                BodyPublishers.ofByteArray(new byte[] {'s', 'k', 'u', '\n', (byte) 0xB5, 'x'}),
                "text/csv",
                admin,
                ProductInstance.newKey())
            .expect(400, "not_utf8");
    assertThat(notUtf8.number("line")).isEqualTo(2);
    imports
        .upload(BodyPublishers.ofString("[]"), "application/json", admin, ProductInstance.newKey())
        .expect(415, "unsupported_media_type");
    byte[] tooLong = new byte[10 * 1024 * 1024 + 1];
    imports
        .upload(
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)),
            "text/csv",
            admin,
            ProductInstance.newKey())
        .expect(413, "content_too_large");
    imports
        .upload(
            BodyPublishers.ofString("\n{}".repeat(1_000_001)),
            "application/jsonl",
            admin,
            ProductInstance.newKey())
        .expect(400, "too_many_rows");
    assertThat(count()).isEqualTo(before);
    imports.read(UUID.randomUUID().toString()).expect(404, "import_not_found");
  }

  private static long count() {
    return TestEnvironment.shared()
        .database()
        .sql("select count(*) from catalog_import")
        .query(Long.class)
        .single();
  }

  @Test
  void onlyAdministratorsUploadAndOnlyTheWorkerReads() {
    String key = ProductInstance.newKey();
    imports.upload(BodyPublishers.ofString(CSV), "text/csv", product.customer(), key).expect(403);
    imports.upload(BodyPublishers.ofString(CSV), "text/csv", null, key).expect(401);
    String id = imports.upload(CSV, Imports.admin(), key).expect(202).id();
    product.send("GET", Imports.PATH + "/" + id, null, null, null).expect(401);
    product.send("GET", Imports.PATH + "/" + id, null, product.customer(), null).expect(403);
    assertThat(imports.content(id, "order").statusCode()).isEqualTo(403);
    product
        .send("GET", "/internal/imports/" + id + "/content", null, Imports.admin(), null)
        .expect(403);
    assertThat(imports.read(id).text("status")).isEqualTo("QUEUED");
  }

  @Test
  void aListIsTakenWhileTheBrokerIsAway() {
    String id;
    try (ProductInstance cutOff = ProductInstance.start("--spring.rabbitmq.port=1")) {
      id =
          imports
              .at(cutOff)
              .upload(CSV, Imports.admin(), ProductInstance.newKey())
              .expect(202)
              .id();
    }
    assertThat(imports.job(id).at("/data/format").asString()).isEqualTo("CSV");
  }

  @Test
  void whatNobodyEndsExpiresAndWhatIsOldIsForgotten() {
    String id = imports.upload(CSV, Imports.admin(), ProductInstance.newKey()).expect(202).id();
    try (ProductInstance impatient =
        ProductInstance.start(
            "--product.imports.longest-run=0s", "--product.imports.sweep-interval=200ms")) {
      Answer expired = imports.awaitStatus(id, "FAILED");
      assertThat(expired.text("reason")).isEqualTo("EXPIRED");
      assertThat(expired.text("detail")).isNotEmpty();
      assertThat(imports.content(id, "worker").statusCode()).isEqualTo(404);
    }
    try (ProductInstance forgetful =
        ProductInstance.start(
            "--product.imports.lifetime=0s", "--product.imports.sweep-interval=200ms")) {
      await("the import is forgotten")
          .atMost(Imports.DEADLINE)
          .until(() -> imports.read(id).status() == 404);
      await("so are the rows")
          .atMost(Imports.DEADLINE)
          .until(
              () ->
                  TestEnvironment.shared()
                          .database()
                          .sql("select count(*) from import_row")
                          .query(Long.class)
                          .single()
                      == 0);
    }
  }
}

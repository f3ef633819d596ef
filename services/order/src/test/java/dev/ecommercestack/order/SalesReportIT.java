package dev.ecommercestack.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Broker;
import dev.ecommercestack.testing.services.MessageSchemas;
import dev.ecommercestack.testing.services.RunningService;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports of sales: their days and their sums. */
class SalesReportIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  @TempDir private static Path directory;
  private static TestEnvironment environment;
  private static RunningService instance;
  private static ApiUser admin;

  @BeforeAll
  static void start() throws Exception {
    environment = TestEnvironment.start(directory);
    instance = environment.instance();
    UUID id = Uuid7.next();
    admin = new ApiUser(id, environment.issuer().person(id, "ADMIN"), instance::uri);
  }

  @AfterAll
  static void stop() {
    instance.close();
    environment.close();
  }

  @BeforeEach
  void useDefaultTimeZone() {
    shopTimeZone("UTC");
  }

  @Test
  void administratorGetsReportOfSales() throws Exception {
    ApiUser customer = ApiUser.customer(environment.issuer(), instance::uri);
    String order = customer.order(environment.services().product(5), 2, null);
    customer.await(order, "CONFIRMED");
    environment
        .database()
        .execute("update orders set placed_at = '2001-02-03T23:59Z' where id = '" + order + "'");

    JsonNode job = report("2001-02-01", "2001-02-28");
    assertThat(job.path("title").asString()).isEqualTo("Sales 2001-02-01 – 2001-02-28 (UTC)");
    assertThat(job.path("rows").toString())
        .isEqualTo("[[\"2001-02-03\",\"KRW\",1,1,\"18000\",\"0\"]]");
    ask(admin, "2001-02-28", "2001-02-01").expect(400, "bad_period");
    ask(admin, "2001-02-01", "2003-02-01").expect(400, "bad_period");
    ask(admin, "1969-12-31", "1970-01-01").expect(400, "bad_period");
    ask(admin, "9998-12-31", "9999-01-01").expect(400, "bad_period");
    ask(admin, "+999999999-12-31", "+999999999-12-31").expect(400, "bad_period");
    ask(admin, "-999999999-01-01", "-999999999-01-01").expect(400, "bad_period");
    ask(customer, "2001-02-01", "2001-02-28").expect(403);
  }

  @Test
  void sumsAreExactDecimalsOfEachCurrency() throws Exception {
    sold("2002-02-03T12:00Z", 1_234_567_890_123L, "SEK");
    sold("2002-02-03T12:00Z", 9_007_199_254_740_991L, "CHF");
    sold("2002-02-03T12:00Z", 499_000, "HUF");
    sold("2002-02-03T12:00Z", 1_000_000_000, "KRW");
    sold("2002-02-03T12:00Z", 12_500, "KWD");
    sold("2002-02-03T12:00Z", 1_234_567, "CLF");
    sold("2002-02-03T12:00Z", 10, "NOK");

    assertThat(report("2002-02-03", "2002-02-03").path("rows"))
        .extracting(row -> row.path(1).asString() + " " + row.path(4))
        .containsExactly(
            "CHF \"90071992547409.91\"",
            "CLF \"123.4567\"",
            "HUF \"4990.00\"",
            "KRW \"1000000000\"",
            "KWD \"12.500\"",
            "NOK \"0.10\"",
            "SEK \"12345678901.23\"");
  }

  @Test
  void sumBeyondLongIsExact() throws Exception {
    sold("2003-02-03T12:00Z", 9_000_000_000_000_000_001L, "USD");
    sold("2003-02-03T13:00Z", 9_000_000_000_000_000_002L, "USD");

    assertThat(report("2003-02-03", "2003-02-03").path("rows").toString())
        .isEqualTo("[[\"2003-02-03\",\"USD\",2,2,\"180000000000000000.03\",\"0.00\"]]");
    ApiUser auditor = new ApiUser(Uuid7.next(), environment.issuer().admin(), instance::uri);
    assertThat(auditor.get("/internal/audit").expect(200).body().path("money").toString())
        .contains("{\"currency\":\"USD\",\"sold\":18000000000000000003,");
  }

  @ParameterizedTest
  @CsvSource({
    // The orders of a day in Korea begin at 15:00 of the day before in UTC.
    "Asia/Seoul, 2004-11-29T14:59:59.999999Z, 2004-11-29T15:00Z, 2004-11-30",
    "Asia/Kathmandu, 2005-11-29T18:14:59.999999Z, 2005-11-29T18:15Z, 2005-11-30",
    "America/St_Johns, 2006-11-30T03:29:59.999999Z, 2006-11-30T03:30Z, 2006-11-30",
    // Clocks go forward at midnight: the day begins at 01:00.
    "Asia/Beirut, 2024-03-30T21:59:59.999999Z, 2024-03-30T22:00Z, 2024-03-31",
    // There was no 30th of December.
    "Pacific/Apia, 2011-12-30T09:59:59.999999Z, 2011-12-30T10:00Z, 2011-12-31"
  })
  void dayBeginsAtMidnightOfTheShop(String zone, String before, String first, LocalDate day)
      throws Exception {
    shopTimeZone(zone);
    sold(before, 1, "KRW");
    sold(first, 10, "KRW");

    LocalDate dayBefore = day.minusDays(zone.equals("Pacific/Apia") ? 2 : 1);
    JsonNode job = report(day.minusDays(3).toString(), day.toString());
    assertThat(revenues(job)).containsExactly(dayBefore + " 1", day + " 10");
    assertThat(job.path("title").asString()).endsWith(day + " (" + zone + ")");
    assertThat(revenues(report(day.toString(), day.toString()))).containsExactly(day + " 10");
    assertThat(revenues(report(dayBefore.toString(), dayBefore.toString())))
        .containsExactly(dayBefore + " 1");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-10, 2024-03-10T05:00Z, 2024-03-11T04:00Z",
    "2024-11-03, 2024-11-03T04:00Z, 2024-11-04T05:00Z"
  })
  void dayOfChangedClocksHas23Or25Hours(LocalDate day, String begins, String ends)
      throws Exception {
    shopTimeZone("America/New_York");
    OffsetDateTime start = OffsetDateTime.parse(begins);
    OffsetDateTime end = OffsetDateTime.parse(ends);
    sold(start.minusSeconds(1).toString(), 1, "KRW");
    sold(start.toString(), 10, "KRW");
    sold(end.minusSeconds(1).toString(), 100, "KRW");
    sold(end.toString(), 1_000, "KRW");

    assertThat(revenues(report(day.minusDays(1).toString(), day.plusDays(1).toString())))
        .containsExactly(day.minusDays(1) + " 1", day + " 110", day.plusDays(1) + " 1000");
    assertThat(revenues(report(day.toString(), day.toString()))).containsExactly(day + " 110");
  }

  /** Changes the shop's time zone while the service runs, as its ConfigMap does. */
  private static void shopTimeZone(String zone) {
    var context = instance.context();
    var sources = context.getEnvironment().getPropertySources();
    sources.remove("test");
    sources.addFirst(new MapPropertySource("test", Map.of("shop.time-zone", zone)));
    context.publishEvent(new EnvironmentChangeEvent(context, Set.of("shop.time-zone")));
  }

  /** Returns for example {@code 2026-01-31 18000} of each row. */
  private static List<String> revenues(JsonNode job) {
    return job.path("rows")
        .valueStream()
        .map(row -> row.path(0).asString() + " " + row.path(4).asString())
        .toList();
  }

  /** Returns the data of the worker's job. */
  private static JsonNode report(String from, String to) throws Exception {
    Answer asked = ask(admin, from, to).expect(202);
    try (Connection worker = environment.broker().as("worker")) {
      String message =
          await()
              .until(() -> Broker.take(worker, "jobs.report"), Optional::isPresent)
              .orElseThrow();
      assertThat(MessageSchemas.validate(message)).isEmpty();
      JsonNode job = JSON.readTree(message).path("data");
      assertThat(job.path("jobId").asString()).isEqualTo(asked.text("jobId"));
      return job;
    }
  }

  private static Answer ask(ApiUser who, String from, String to) {
    return who.send(
        "POST",
        "/api/v1/orders/reports",
        Map.of("from", from, "to", to, "format", "CSV"),
        UUID.randomUUID().toString());
  }

  /** Enters an order that was sold. */
  private static void sold(String placedAt, long total, String currency) {
    environment
        .database()
        .client()
        .sql(
            """
            insert into orders (id, version, user_id, status, payment_id, correlation_id, recipient,
              line1, city, postal_code, country, locale, currency, subtotal, total, paid, placed_at,
              updated_at)
            values (gen_random_uuid(), 0, gen_random_uuid(), 'DELIVERED', gen_random_uuid(),
              gen_random_uuid(), 'A', 'B', 'C', '1', 'KR', 'en', :currency, :total, :total, :total,
              cast(:at as timestamptz), now())
            """)
        .param("currency", currency)
        .param("total", total)
        .param("at", placedAt)
        .update();
  }
}

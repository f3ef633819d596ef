package dev.ecommercestack.order.reporting;

import dev.ecommercestack.order.WorkerRouting;
import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.platform.config.TimeZoneSettings;
import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.money.MinorUnits;
import dev.ecommercestack.platform.outbox.Outbox;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes the sales per day and asks the worker to write them into a document. */
@Service
class SalesReportService {
  private static final String SALES_PER_DAY =
      """
      select width_bucket(placed_at, cast(:starts as timestamptz[])) as day, currency,
             count(*) as orders,
             count(*) filter (where status in ('CONFIRMED', 'SHIPPED', 'DELIVERED')) as sold,
             coalesce(sum(total) filter (where status in ('CONFIRMED', 'SHIPPED', 'DELIVERED')), 0) as revenue,
             sum(refunded) as refunded
      from orders
      where placed_at >= :from and placed_at < :until and currency is not null
      group by 1, 2 order by 1, 2
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Live<TimeZoneSettings> settings;

  SalesReportService(JdbcClient jdbc, Outbox outbox, LiveConfig config) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.settings = config.bind(TimeZoneSettings.PREFIX, TimeZoneSettings.class);
  }

  /**
   * Requests a report with one row per day and currency. Days are those of the shop's time zone. An
   * order without a price is not counted.
   *
   * @param from the first day
   * @param to the last day
   * @param format the file format of the document
   * @param locale the language of title and columns: {@code ko} or {@code en}
   * @param requestedBy the id of the administrator who requests the report
   * @return the id of the worker's job, whose result is the document
   */
  @Transactional
  UUID request(LocalDate from, LocalDate to, ReportFormat format, String locale, UUID requestedBy) {
    ZoneId zone = settings.get().timeZone();
    boolean korean = locale.equals("ko");
    String days = from.equals(to) ? from.toString() : from + " – " + to;
    UUID jobId = Uuid7.next();
    UUID reportId = Uuid7.next();
    ReportJob job =
        new ReportJob(
            jobId,
            reportId,
            "%s %s (%s)".formatted(korean ? "매출" : "Sales", days, zone),
            locale,
            format.name(),
            korean
                ? List.of("날짜", "통화", "주문", "판매", "매출", "환불")
                : List.of("day", "currency", "orders", "sold", "revenue", "refunded"),
            rows(from, to, zone),
            requestedBy,
            WorkerRouting.REPLY_TO);
    outbox.job(WorkerRouting.JOBS_EXCHANGE, "report", Message.of("report-job", reportId, job));
    return jobId;
  }

  private List<List<Object>> rows(LocalDate from, LocalDate to, ZoneId zone) {
    LocalDate end = to.plusDays(1);
    return jdbc.sql(SALES_PER_DAY)
        .param("from", startOfDay(from, zone))
        .param("until", startOfDay(end, zone))
        // A day has 23 or 25 hours where clocks are changed. Its start is computed here, since the
        // database may have other rules of the zone, or none.
        .param(
            "starts",
            from.datesUntil(end)
                .map(day -> startOfDay(day, zone).toString())
                .toArray(String[]::new))
        .query(
            (row, n) -> {
              String currency = row.getString("currency");
              return List.<Object>of(
                  from.plusDays(row.getLong("day") - 1).toString(),
                  currency,
                  row.getLong("orders"),
                  row.getLong("sold"),
                  toMajor(row.getBigDecimal("revenue"), currency),
                  toMajor(row.getBigDecimal("refunded"), currency));
            })
        .list();
  }

  private static OffsetDateTime startOfDay(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toOffsetDateTime();
  }

  /** Converts minor units to a decimal number: 1,050 cents are 10.50. */
  private static String toMajor(BigDecimal minor, String currency) {
    return MinorUnits.toMajor(minor.toBigIntegerExact(), Currency.getInstance(currency))
        .toPlainString();
  }
}

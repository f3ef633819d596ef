package dev.ecommercestack.order.report;

import dev.ecommercestack.order.messages.OrderMessages;
import dev.ecommercestack.platform.config.Live;
import dev.ecommercestack.platform.config.LiveConfig;
import dev.ecommercestack.platform.config.TimeZoneSettings;
import dev.ecommercestack.platform.money.MinorUnits;
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

/** Sums up what was sold; the worker makes a document of it. */
@Service
public class SalesReports {
  private static final String DAYS =
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
  private final OrderMessages messages;
  private final Live<TimeZoneSettings> settings;

  SalesReports(JdbcClient jdbc, OrderMessages messages, LiveConfig config) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.settings = config.bind(TimeZoneSettings.PREFIX, TimeZoneSettings.class);
  }

  /**
   * Asks for a report of some days, one row per day and currency. Days are those of the shop's time
   * zone. An order that never had a price is in no row.
   *
   * @param from the first day
   * @param to the last day
   * @param locale {@code ko} or {@code en}, for title and columns
   * @param admin who wants it
   * @return the worker's job, whose result is the document
   */
  @Transactional
  public UUID ask(LocalDate from, LocalDate to, ReportFormat format, String locale, UUID admin) {
    ZoneId zone = settings.get().timeZone();
    boolean korean = locale.equals("ko");
    String days = from.equals(to) ? from.toString() : from + " – " + to;
    return messages.askReport(
        "%s %s (%s)".formatted(korean ? "매출" : "Sales", days, zone),
        locale,
        format.name(),
        korean
            ? List.of("날짜", "통화", "주문", "판매", "매출", "환불")
            : List.of("day", "currency", "orders", "sold", "revenue", "refunded"),
        rows(from, to, zone),
        admin);
  }

  private List<List<Object>> rows(LocalDate from, LocalDate to, ZoneId zone) {
    LocalDate end = to.plusDays(1);
    return jdbc.sql(DAYS)
        .param("from", start(from, zone))
        .param("until", start(end, zone))
        // A day has 23 or 25 hours where clocks are changed. Its start is computed here, since the
        // database may know other rules of the zone, or none.
        .param(
            "starts",
            from.datesUntil(end).map(day -> start(day, zone).toString()).toArray(String[]::new))
        .query(
            (row, n) -> {
              String currency = row.getString("currency");
              return List.<Object>of(
                  from.plusDays(row.getLong("day") - 1).toString(),
                  currency,
                  row.getLong("orders"),
                  row.getLong("sold"),
                  major(row.getBigDecimal("revenue"), currency),
                  major(row.getBigDecimal("refunded"), currency));
            })
        .list();
  }

  private static OffsetDateTime start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toOffsetDateTime();
  }

  /** Returns a sum of minor units as people write it: 1,050 cents are 10.50. */
  private static String major(BigDecimal minor, String currency) {
    return MinorUnits.toMajor(minor.toBigIntegerExact(), Currency.getInstance(currency))
        .toPlainString();
  }
}

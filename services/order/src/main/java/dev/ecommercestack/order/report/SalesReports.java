package dev.ecommercestack.order.report;

import dev.ecommercestack.common.money.MinorUnits;
import dev.ecommercestack.order.messages.OrderMessages;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
      select (placed_at at time zone 'UTC')::date as day, currency,
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

  SalesReports(JdbcClient jdbc, OrderMessages messages) {
    this.jdbc = jdbc;
    this.messages = messages;
  }

  /**
   * Asks for a report of some days, one row per day (UTC) and currency. An order that never had a
   * price is in no row.
   *
   * @param from the first day
   * @param to the last day
   * @param locale {@code ko} or {@code en}, for title and columns
   * @param admin who wants it
   * @return the worker's job, whose result is the document
   */
  @Transactional
  public UUID ask(LocalDate from, LocalDate to, ReportFormat format, String locale, UUID admin) {
    boolean korean = locale.equals("ko");
    String days = from.equals(to) ? from.toString() : from + " – " + to;
    return messages.askReport(
        (korean ? "매출 " : "Sales ") + days,
        locale,
        format.name(),
        korean
            ? List.of("날짜", "통화", "주문", "판매", "매출", "환불")
            : List.of("day", "currency", "orders", "sold", "revenue", "refunded"),
        rows(from, to),
        admin);
  }

  private List<List<Object>> rows(LocalDate from, LocalDate to) {
    return jdbc.sql(DAYS)
        .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("until", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
        .query(
            (row, n) -> {
              String currency = row.getString("currency");
              return List.<Object>of(
                  row.getString("day"),
                  currency,
                  row.getLong("orders"),
                  row.getLong("sold"),
                  major(row.getBigDecimal("revenue"), currency),
                  major(row.getBigDecimal("refunded"), currency));
            })
        .list();
  }

  /** Returns a sum of minor units as people write it: 1,050 cents are 10.50. */
  private static String major(BigDecimal minor, String currency) {
    return MinorUnits.toMajor(minor.toBigIntegerExact(), Currency.getInstance(currency))
        .toPlainString();
  }
}

package dev.ecommercestack.order.reporting;

import dev.ecommercestack.order.reporting.AuditResponse.Coupons;
import dev.ecommercestack.order.reporting.AuditResponse.MoneyOfCurrency;
import dev.ecommercestack.order.reporting.AuditResponse.UnitsOfProduct;
import dev.ecommercestack.platform.audit.AuditController;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** Serves the counts and sums that the auditor compares with those of other services. */
@RestController
class OrderAuditController extends AuditController<AuditResponse> {
  private static final String MONEY_PER_CURRENCY =
      """
      select currency,
             coalesce(sum(total) filter (where status in ('CONFIRMED', 'SHIPPED', 'DELIVERED')), 0) as sold,
             sum(paid) as paid, sum(refunded) as refunded
      from orders where currency is not null group by currency order by currency
      """;

  private static final String UNITS_PER_PRODUCT =
      """
      select l.product_id,
             coalesce(sum(l.quantity) filter (where s.stock = 'USED' and s.step = 'DONE'), 0) as sold,
             coalesce(sum(l.quantity) filter (where s.stock in ('HELD', 'USED') and s.step <> 'DONE'), 0)
               as reserved
      from order_line l join saga s on s.order_id = l.order_id
      where s.stock in ('HELD', 'USED') group by l.product_id order by l.product_id
      """;

  private static final String COUPON_COUNTS =
      """
      select count(*) filter (where coupon = 'USED' and step = 'DONE') as redeemed,
             count(*) filter (where coupon in ('HELD', 'USED') and step <> 'DONE') as held
      from saga where coupon in ('HELD', 'USED')
      """;

  private static final String UNBALANCED_ORDERS =
      """
      select count(*) from saga s join orders o on o.id = s.order_id
      where s.step = 'DONE' and not case
        when o.status in ('CONFIRMED', 'SHIPPED', 'DELIVERED') then
          s.stock = 'USED' and (s.coupon = 'USED') = (o.coupon_id is not null)
          and o.paid = o.total and o.refunded = 0
        else
          s.stock in ('NONE', 'RETURNED') and s.coupon in ('NONE', 'RETURNED')
          and o.paid = o.refunded
        end
      """;

  OrderAuditController(JdbcClient jdbc, PlatformTransactionManager transactions) {
    super(jdbc, transactions);
  }

  @Override
  protected AuditResponse read() {
    return new AuditResponse(
        counts("select status, count(*) from orders group by status order by status"),
        counts("select step, count(*) from saga where step <> 'DONE' group by step order by step"),
        money(),
        products(),
        jdbc.sql(COUPON_COUNTS)
            .query((row, n) -> new Coupons(row.getLong("redeemed"), row.getLong("held")))
            .single(),
        jdbc.sql(UNBALANCED_ORDERS).query(Long.class).single());
  }

  private List<MoneyOfCurrency> money() {
    return jdbc.sql(MONEY_PER_CURRENCY)
        .query(
            (row, n) -> {
              BigDecimal paid = row.getBigDecimal("paid");
              BigDecimal refunded = row.getBigDecimal("refunded");
              return new MoneyOfCurrency(
                  row.getString("currency"),
                  row.getBigDecimal("sold"),
                  paid,
                  refunded,
                  paid.subtract(refunded));
            })
        .list();
  }

  private List<UnitsOfProduct> products() {
    return jdbc.sql(UNITS_PER_PRODUCT)
        .query(
            (row, n) ->
                new UnitsOfProduct(
                    row.getObject("product_id", UUID.class),
                    row.getLong("sold"),
                    row.getLong("reserved")))
        .list();
  }
}

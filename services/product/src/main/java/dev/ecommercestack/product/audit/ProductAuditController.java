package dev.ecommercestack.product.audit;

import dev.ecommercestack.platform.audit.AuditController;
import dev.ecommercestack.product.audit.AuditResponse.UnitsOfProduct;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.bind.annotation.RestController;

/** Returns sums over stock, ledger and reservations, with which an auditor checks consistency. */
@RestController
class ProductAuditController extends AuditController<AuditResponse> {
  private static final String LEDGER =
      """
      select coalesce(sum(delta) filter (where kind in ('INITIAL', 'ADJUSTMENT')), 0) as stock_in,
             coalesce(-sum(delta) filter (where kind in ('SOLD', 'RETURNED')), 0) as sold
      from stock_entry
      """;

  private static final String LEVELS =
      "select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(reserved), 0) as reserved from stock";

  private static final String PRODUCTS =
      """
      select s.product_id, coalesce(e.sold, 0) as sold, s.reserved, s.on_hand - s.reserved as available
      from stock s left join (
        select product_id, -sum(delta) as sold from stock_entry
        where kind in ('SOLD', 'RETURNED') group by product_id) e on e.product_id = s.product_id
      where s.reserved <> 0 or coalesce(e.sold, 0) <> 0 order by s.product_id
      """;

  private static final String UNBALANCED =
      """
      select count(*) from stock s
      left join (select product_id, sum(delta) as pieces from stock_entry group by product_id) e
        on e.product_id = s.product_id
      left join (select l.product_id, sum(l.quantity) as pieces
                 from reservation r join reservation_line l on l.order_id = r.order_id
                 where r.status = 'HELD' group by l.product_id) h on h.product_id = s.product_id
      where s.on_hand <> coalesce(e.pieces, 0) or s.reserved <> coalesce(h.pieces, 0)
      """;

  private record Ledger(long stockIn, long sold) {}

  private record Levels(long onHand, long reserved) {}

  ProductAuditController(JdbcClient jdbc, PlatformTransactionManager transactions) {
    super(jdbc, transactions);
  }

  @Override
  protected AuditResponse read() {
    Ledger ledger =
        jdbc.sql(LEDGER)
            .query((row, n) -> new Ledger(row.getLong("stock_in"), row.getLong("sold")))
            .single();
    Levels levels =
        jdbc.sql(LEVELS)
            .query((row, n) -> new Levels(row.getLong("on_hand"), row.getLong("reserved")))
            .single();
    return new AuditResponse(
        ledger.stockIn(),
        ledger.sold(),
        levels.reserved(),
        levels.onHand() - levels.reserved(),
        levels.onHand(),
        counts("select status, count(*) from reservation group by status order by status"),
        products(),
        jdbc.sql(UNBALANCED).query(Long.class).single());
  }

  private List<UnitsOfProduct> products() {
    return jdbc.sql(PRODUCTS)
        .query(
            (row, n) ->
                new UnitsOfProduct(
                    row.getObject("product_id", UUID.class),
                    row.getLong("sold"),
                    row.getLong("reserved"),
                    row.getLong("available")))
        .list();
  }
}

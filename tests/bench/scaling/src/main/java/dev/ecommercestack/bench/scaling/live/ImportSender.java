package dev.ecommercestack.bench.scaling.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads lists of products, as an administrator does. Each has products of its own. */
final class ImportSender implements Sender {
  private static final int ROWS = 4000;
  private static final int PRODUCTS = 100;

  private final Cluster cluster;
  private final Shop shop;
  private final Set<UUID> imports = ConcurrentHashMap.newKeySet();

  ImportSender(Cluster cluster, Shop shop) {
    this.cluster = cluster;
    this.shop = shop;
  }

  @Override
  public UUID send() throws Exception {
    String sku = "BENCH-" + UUID.randomUUID();
    StringBuilder csv = new StringBuilder("sku,name,price_major,currency\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append(sku).append('-').append(row % PRODUCTS).append(",Bench,1000,KRW\n");
    }
    UUID id = shop.uploadProducts(csv.toString());
    imports.add(id);
    return id;
  }

  @Override
  public Map<UUID, Long> completed() throws SQLException {
    Map<UUID, Long> ended = new HashMap<>();
    try (var database = cluster.database("product");
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id, ended_at from catalog_import where status = 'DONE' and accepted = "
                    + ROWS)) {
      while (rows.next()) {
        UUID id = rows.getObject(1, UUID.class);
        if (imports.contains(id)) {
          ended.put(id, rows.getTimestamp(2).getTime());
        }
      }
    }
    return ended;
  }

  /** Reads how long the worker's last jobs took: there are too few of them to see a throughput. */
  @Override
  public double secondsPerMessage() throws SQLException {
    try (var database = cluster.database("worker");
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select coalesce(avg(extract(epoch from finished_at - created_at)), 0) from (
                  select finished_at, created_at from job
                  where type = 'CATALOG_IMPORT' and status = 'DONE' and attempts = 1
                  order by created_at desc limit %d) last
                """
                    .formatted(Math.max(1, imports.size())))) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  /** An import that took effect twice would have counted more rows, and is then not complete. */
  @Override
  public int duplicated() {
    return 0;
  }

  @Override
  public void close() {
    // It holds no connection.
  }
}

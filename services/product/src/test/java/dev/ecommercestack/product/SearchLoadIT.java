package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.testing.services.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Search in a catalogue of more products than are read for one search. */
class SearchLoadIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String MARK = "L" + UUID.randomUUID().toString().substring(0, 8);
  private static final JdbcClient DATABASE = TestEnvironment.shared().database();
  private static ProductInstance product;
  private static String oldest;
  private static String copied;

  @BeforeAll
  static void start() {
    product = ProductInstance.shared();
    oldest = product.register("머그 쿄 " + MARK, 1);
    copied = product.register("quince", 1);
    DATABASE
        .sql(
            """
            insert into product (id, sku, name, description, price_amount, price_currency, status,
                                 version, created_at, updated_at)
            select ('ffffffff-' || substr(lpad(to_hex(n), 8, '0'), 1, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   :mark || '-' || n, 'quince jam ' || n, '무료배송', 1, 'KRW', 'ON_SALE', 0, now(), now()
            from generate_series(1, 21000) n
            """)
        .param("mark", MARK)
        .update();
    DATABASE.sql("analyze product").update();
  }

  @AfterAll
  static void stop() {
    DATABASE.sql("delete from product where sku like :mark || '-%'").param("mark", MARK).update();
  }

  @Test
  void ranksBoundedNumberOfProductsForOneLetter() {
    int pages = 0;
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = product.search("q", "&limit=100" + cursor).expect(200);
      seen.addAll(page.ids());
      cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
      pages++;
    } while (!cursor.isEmpty() && pages < 20);
    assertThat(seen)
        .as("products that are ranked")
        .hasSizeBetween(100, 1_100)
        .doesNotHaveDuplicates();
  }

  @Test
  void findsOldProductOfRareSyllable() {
    assertThat(product.search("쿄", "").expect(200).ids()).containsExactly(oldest);
  }

  @Test
  void findsOldProductByItsExactNameAmongManyThatFit() {
    assertThat(product.search("quince", "&limit=1").expect(200).ids()).containsExactly(copied);
  }

  @Test
  void leavesConnectionsForOthersWhileSearchesWait() throws Exception {
    try (ProductInstance patient =
            ProductInstance.start(
                "--product.search.connections=2",
                "--product.search.longest-wait=500ms",
                "--product.search.time-limit=50s");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> searches = new ArrayList<>();
      lockProducts(
          () -> {
            // Different words: the same ones would be one search.
            for (int i = 0; i < 12; i++) {
              String words = MARK + " " + i;
              searches.add(clients.submit(() -> patient.search(words, "")));
            }
            await("searches wait for the table").atMost(DEADLINE).until(() -> waiting() >= 2);
            Answer other = makeCategory(patient);
            assertThat(other.status()).as("%s", other.body()).isEqualTo(201);
            await("the other searches are refused")
                .atMost(DEADLINE)
                .until(() -> searches.stream().filter(Future::isDone).count() == 10);
          });
      for (Future<Answer> search : searches) {
        Answer answer = search.get();
        if (answer.status() != 200) {
          answer.expect(503, "search_busy");
          assertThat(answer.headers().firstValue("retry-after")).isPresent();
        }
      }
    }
  }

  @Test
  void refusesSearchWhileConnectionRestsFromAnother() {
    try (ProductInstance busy =
        ProductInstance.start(
            "--product.search.connections=1",
            "--product.search.longest-wait=100ms",
            "--product.search.time-limit=50s",
            "--product.search.utilization=0.0001")) {
      busy.search("q", "").expect(200);
      busy.search("u", "").expect(503, "search_busy");
    }
  }

  @Test
  void endsSearchThatTakesTooLong() throws Exception {
    lockProducts(() -> product.search(MARK + " slow", "").expect(503, "search_busy"));
  }

  private static Answer makeCategory(ProductInstance instance) {
    return instance.send(
        "POST",
        "/api/v1/categories",
        Map.of("name", "분류 " + MARK),
        instance.admin(),
        ProductInstance.newKey());
  }

  /** Does something while no search gets an answer from the database. */
  private static void lockProducts(Runnable meanwhile) throws SQLException {
    try (Connection connection = TestEnvironment.shared().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table product in access exclusive mode");
      try {
        meanwhile.run();
      } finally {
        connection.rollback();
      }
    }
  }

  private static int waiting() {
    return DATABASE
        .sql(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%search_%'")
        .query(Integer.class)
        .single();
  }
}

package dev.ecommercestack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ecommercestack.e2e.Shop.Answer;
import dev.ecommercestack.e2e.Shop.Person;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is there: the administrator sees it, and customers do not notice when nobody knows it. */
@ExtendWith(Evidence.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryIT {
  private static final String DASHBOARD = "/admin/eureka";
  private static final List<String> SERVICES =
      List.of("USER", "PRODUCT", "EVENT", "ORDER", "WORKER", "GATEWAY");

  private Shop shop;
  private String adminCookie;

  @BeforeAll
  void logIn() {
    shop = Shop.of(new Stacks("shop", "shop"), "shop", "shop");
    adminCookie = session(shop.admin()).expect(204).header("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void theDashboardNamesEveryServiceToTheAdministrator() {
    Answer page = shop.page(DASHBOARD, "Cookie", adminCookie).expect(200);
    assertThat(SERVICES).allMatch(service -> names(page, service), "is named");
    assertThat(page.text()).contains("<base href=\"/admin/eureka/\">", "\"eureka/css/wro.css\"");
    Answer style = shop.page(DASHBOARD + "/eureka/css/wro.css", "Cookie", adminCookie);
    assertThat(style.expect(200).header("Content-Type")).startsWith("text/css");
  }

  @Test
  void theDashboardIsForNobodyElse() {
    shop.page(DASHBOARD).expect(401);
    Person customer = shop.signUp();
    session(customer).expect(403);
    shop.page(DASHBOARD, "Authorization", "Bearer " + customer.token()).expect(403);
  }

  @Test
  void podRegistersAndChangesOnlyItself() {
    RegistryClient product = new RegistryClient("product", true);
    Matcher user =
        Pattern.compile("\"instanceId\":\"([^\"]+)\"")
            .matcher(product.send("GET", "/eureka/apps/USER", ""));
    assertThat(user.find()).as("product reads the list").isTrue();
    String other = "/eureka/apps/USER/" + user.group(1);

    String intruder = product.instance("USER", "user");
    assertThat(product.send("POST", "/eureka/apps/USER", intruder)).contains(" 403 ");
    String madeUp = product.instance("MADE-UP", "made-up");
    assertThat(product.send("POST", "/eureka/apps/MADE-UP", madeUp)).contains(" 403 ");
    String disguised = product.instance("PRODUCT", "user");
    assertThat(product.send("POST", "/eureka/apps/PRODUCT", disguised)).contains(" 403 ");
    assertThat(product.send("PUT", other, "")).contains(" 403 ");
    assertThat(product.send("DELETE", other, "")).contains(" 403 ");
    assertThat(product.send("PUT", other + "/status?value=OUT_OF_SERVICE", "")).contains(" 403 ");

    RegistryClient nobody = new RegistryClient("product", false);
    assertThat(nobody.send("GET", "/eureka/apps/", "")).contains(" 401 ");
    assertThat(nobody.send("POST", "/eureka/apps/USER", intruder)).contains(" 401 ");
    assertThat(product.send("GET", "/eureka/apps/", ""))
        .contains(user.group(1))
        .doesNotContain("intruder", "OUT_OF_SERVICE");
  }

  @Test
  void noVisitorNoticesThatTheRegistryIsReplaced() {
    try (Visits visits = new Visits(shop.visitor())) {
      visits.awaitMore(20);
      TestCluster.kubectl("-n", "shop", "delete", "pod", "-l", "app.kubernetes.io/name=eureka");
      await("the new registry names all services")
          .atMost(Stacks.PATIENCE)
          .until(
              () -> {
                Answer page = shop.page(DASHBOARD, "Cookie", adminCookie);
                return page.status() == 200 && SERVICES.stream().allMatch(s -> names(page, s));
              });
      RegistryClient product = new RegistryClient("product", true);
      await("the new registry, which gives its list to nobody at first, gives it to everybody")
          .atMost(Stacks.PATIENCE)
          .untilAsserted(
              () -> assertThat(product.send("GET", "/eureka/apps/", "")).contains(" 200 "));
      // The gateway reads the list every 2 s, and has to use what it gets now.
      visits.awaitMore(100);
      assertThat(visits.failures).isEmpty();
    }
  }

  private static Answer session(Person person) {
    return person.post("/admin/session", "");
  }

  private static boolean names(Answer page, String service) {
    return page.text().contains("<b>" + service + "</b>");
  }

  /** Somebody who looks at products and campaigns ten times a second until it is closed. */
  private static final class Visits implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger visits = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Person visitor;

    Visits(Person visitor) {
      this.visitor = visitor;
      var unused = clock.scheduleAtFixedRate(this::visit, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void visit() {
      for (String path : List.of("/api/v1/products", "/api/v1/campaigns")) {
        try {
          Answer answer = visitor.get(path);
          if (answer.status() != 200) {
            failures.add(
                "visit %s: %s: %d %s".formatted(visits, path, answer.status(), answer.body()));
          }
        } catch (RuntimeException e) {
          failures.add("visit %s: %s: %s".formatted(visits, path, e));
        }
      }
      visits.incrementAndGet();
    }

    /** Waits until there were as many more, or one that failed. */
    void awaitMore(int more) {
      int enough = visits.get() + more;
      await(more + " more visits")
          .atMost(Stacks.PATIENCE)
          .until(() -> visits.get() >= enough || !failures.isEmpty());
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}

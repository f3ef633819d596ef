package dev.ecommercestack.gateway.route;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * The table of all that can be reached through the gateway. What is not in it does not exist: no
 * {@code /internal}, no actuator, no path that somebody adds to a service one day.
 */
public final class Entrances {
  private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> WRITE =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
  private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);

  private static final Target USER = service("user", 5);
  // Hashing passwords takes its time when many log in at once.
  private static final Target LOGIN = service("user", 15);
  private static final Target PRODUCT = service("product", 5);
  // Storing a long list takes as long as its sender needs to send it.
  private static final Target IMPORT = service("product", 60);
  private static final Target EVENT = service("event", 10);
  private static final Target CLAIM_STREAM = service("event", 0);
  private static final Target ORDER = service("order", 10);
  private static final Target WORKER = service("worker", 10);
  private static final Target HERE = new Target.Here();
  private static final Target PAGE = new Target.Page();
  private static final Target REGISTRY = new Target.Registry();

  private static final String[] SESSIONS = {
    "/api/v1/auth/signup", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout"
  };
  private static final String[] CATALOGUE = {
    "/api/v1/products", "/api/v1/products/**", "/api/v1/categories", "/api/v1/categories/**"
  };
  private static final String IMPORTS = "/api/v1/products/imports";
  private static final String[] CAMPAIGNS = {
    "/api/v1/campaigns", "/api/v1/campaigns/*", "/api/v1/discounts"
  };
  private static final String[] CAMPAIGN_CONTROLS = {
    "/api/v1/campaigns/*/pause", "/api/v1/campaigns/*/resume", "/api/v1/campaigns/*/end"
  };
  private static final String DISCOUNT = "/api/v1/discounts/*";
  private static final String[] COUPONS = {
    "/api/v1/claims/*", "/api/v1/coupons", "/api/v1/coupons/*"
  };
  private static final String[] ORDERS = {"/api/v1/orders", "/api/v1/orders/**"};
  private static final String[] JOBS = {
    "/api/v1/jobs", "/api/v1/jobs/*", "/api/v1/jobs/*/document"
  };
  private static final String PARKING_LOTS = "/api/v1/parking-lots";

  /** First match wins. */
  private static final List<Entrance> TABLE =
      List.of(
          Entrance.of("sessions", POST, Access.ANONYMOUS, LOGIN, SESSIONS),
          Entrance.of("keys", READ, Access.ANONYMOUS, USER, "/api/v1/.well-known/jwks.json"),
          Entrance.of("profile-read", READ, Access.LOGIN, USER, "/api/v1/users/me"),
          Entrance.of("profile-write", WRITE, Access.LOGIN, USER, "/api/v1/users/me"),
          Entrance.of("catalogue-imports", READ, Access.ADMIN, PRODUCT, IMPORTS + "/**"),
          Entrance.of("catalogue-read", READ, Access.OPEN, PRODUCT, CATALOGUE),
          Entrance.of("catalogue-import", POST, Access.ADMIN, IMPORT, IMPORTS).withUploads(),
          Entrance.of("catalogue-write", WRITE, Access.LOGIN, PRODUCT, CATALOGUE),
          Entrance.of("claim", POST, Access.LOGIN, EVENT, "/api/v1/campaigns/*/claims"),
          Entrance.of(
              "claim-stream",
              Set.of(HttpMethod.GET),
              Access.LOGIN,
              CLAIM_STREAM,
              "/api/v1/claims/*/events"),
          Entrance.of("campaigns-read", READ, Access.OPEN, EVENT, CAMPAIGNS),
          Entrance.of("campaigns-write", WRITE, Access.LOGIN, EVENT, CAMPAIGNS),
          Entrance.of("campaign-control", POST, Access.ADMIN, EVENT, CAMPAIGN_CONTROLS),
          Entrance.of("discount-write", WRITE, Access.LOGIN, EVENT, DISCOUNT),
          Entrance.of("coupons-read", READ, Access.LOGIN, EVENT, COUPONS),
          Entrance.of("orders-read", READ, Access.LOGIN, ORDER, ORDERS),
          Entrance.of("orders-write", WRITE, Access.LOGIN, ORDER, ORDERS),
          Entrance.of("jobs", READ, Access.ADMIN, WORKER, JOBS),
          Entrance.of("parking-lots", READ, Access.ADMIN, HERE, PARKING_LOTS),
          replay("user", "results.user"),
          replay("product", "results.product"),
          replay("order", "results.order"),
          replay("worker", "*"),
          Entrance.of("home", READ, Access.OPEN, HERE, "/api/v1/home"),
          Entrance.of("overview", READ, Access.LOGIN, HERE, "/api/v1/me/overview"),
          Entrance.of("openapi", READ, Access.OPEN, HERE, "/api/v1/openapi.json"),
          Entrance.of("pages", READ, Access.ANONYMOUS, PAGE, "/", "/api", "/assets/*"),
          Entrance.of("admin-session-open", POST, Access.ADMIN, HERE, "/admin/session"),
          Entrance.of(
              "admin-session-close",
              Set.of(HttpMethod.DELETE),
              Access.ANONYMOUS,
              HERE,
              "/admin/session"),
          Entrance.of(
              "registry",
              READ,
              Access.ADMIN,
              REGISTRY,
              "/admin/eureka",
              "/admin/eureka/lastn",
              "/admin/eureka/eureka/css/*",
              "/admin/eureka/eureka/js/*",
              "/admin/eureka/eureka/fonts/*",
              "/admin/eureka/eureka/images/*"));

  private Entrances() {}

  private static Target service(String name, int seconds) {
    return new Target.Service(name, Duration.ofSeconds(seconds));
  }

  /** A queue's messages are replayed by the service that consumes them. */
  private static Entrance replay(String service, String queue) {
    // A service moves messages for five seconds, and waits ten for the broker to confirm the last.
    return Entrance.of(
        "replay-" + service,
        POST,
        Access.ADMIN,
        service(service, 20),
        PARKING_LOTS + "/" + queue + "/replay");
  }

  /** Returns all rows. */
  public static Stream<Entrance> all() {
    return TABLE.stream();
  }

  /**
   * Finds where a request comes in, and remembers it in the exchange.
   *
   * @throws GatewayProblemException 404 when there is no such path, 405 when it has other methods
   */
  public static Entrance enter(ServerWebExchange exchange) {
    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
    HttpMethod method = exchange.getRequest().getMethod();
    List<Entrance> rows = TABLE.stream().filter(entrance -> entrance.hasPath(path)).toList();
    Entrance found =
        rows.stream()
            .filter(entrance -> entrance.methods().contains(method))
            .findFirst()
            .orElseThrow(
                () -> rows.isEmpty() ? GatewayProblemException.notFound() : wrongMethod(rows));
    found.mark(exchange);
    return found;
  }

  /** Finds the row by which a method of a path of a service's API is reached. */
  public static Optional<Entrance> leadingTo(String service, HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return TABLE.stream()
        .filter(row -> row.methods().contains(method) && row.hasPath(parsed))
        .findFirst()
        .filter(
            row -> row.target() instanceof Target.Service(String name, _) && name.equals(service));
  }

  private static GatewayProblemException wrongMethod(List<Entrance> rows) {
    var allowed = new TreeSet<String>();
    rows.forEach(row -> row.methods().forEach(method -> allowed.add(method.name())));
    String list = String.join(", ", allowed);
    return new GatewayProblemException(
            HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This path takes " + list + ".")
        .header("Allow", list);
  }
}

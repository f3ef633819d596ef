package dev.ecommercestack.gateway.route;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * The table of all paths that clients can reach through the gateway. A path that no row matches is
 * answered with 404: {@code /internal}, the actuator, and paths that are added to a service later.
 */
public final class PublicRouteTable {
  private static final Set<HttpMethod> READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> WRITE =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
  private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);

  private static final RouteTarget USER = service("user");
  // Password hashing is slow when many users log in at once.
  private static final RouteTarget LOGIN = service("user", 15);
  private static final RouteTarget PRODUCT = service("product");
  // The response comes after the client has sent the whole product list.
  private static final RouteTarget IMPORT = service("product", 60);
  private static final RouteTarget EVENT = service("event");
  private static final RouteTarget CLAIM_STREAM = service("event", 0);
  private static final RouteTarget ORDER = service("order");
  private static final RouteTarget WORKER = service("worker");
  private static final RouteTarget GATEWAY = new RouteTarget.GatewayEndpoint();
  private static final RouteTarget STATIC_FILE = new RouteTarget.StaticFile();
  private static final RouteTarget DASHBOARD = new RouteTarget.RegistryDashboard();

  private static final String[] SESSIONS = {"/api/v1/auth/refresh", "/api/v1/auth/logout"};
  private static final String SIGNING_KEYS = "/api/v1/signing-keys";
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

  /** The first row that matches is used. */
  private static final List<PublicRoute> ROUTES =
      List.of(
          PublicRoute.of("sign-up", POST, Access.ANONYMOUS, LOGIN, "/api/v1/auth/signup")
              .withKind(RequestKind.SIGN_UP),
          PublicRoute.of("login", POST, Access.ANONYMOUS, LOGIN, "/api/v1/auth/login")
              .withKind(RequestKind.LOGIN),
          // A refresh has no password to hash, and every client of a shared address makes one each
          // quarter of an hour.
          PublicRoute.of("sessions", POST, Access.ANONYMOUS, LOGIN, SESSIONS),
          PublicRoute.of("keys", READ, Access.ANONYMOUS, USER, "/api/v1/.well-known/jwks.json"),
          PublicRoute.of("signing-keys-read", READ, Access.ADMIN, USER, SIGNING_KEYS),
          PublicRoute.of("signing-keys-create", POST, Access.ADMIN, USER, SIGNING_KEYS),
          PublicRoute.of(
              "signing-keys-revoke",
              Set.of(HttpMethod.DELETE),
              Access.ADMIN,
              USER,
              SIGNING_KEYS + "/*"),
          PublicRoute.of("profile-read", READ, Access.LOGIN, USER, "/api/v1/users/me"),
          PublicRoute.of("profile-write", WRITE, Access.LOGIN, USER, "/api/v1/users/me")
              .withLiveSession(),
          PublicRoute.of("catalogue-imports", READ, Access.ADMIN, PRODUCT, IMPORTS + "/**"),
          PublicRoute.of("catalogue-read", READ, Access.OPTIONAL_LOGIN, PRODUCT, CATALOGUE),
          PublicRoute.of("catalogue-import", POST, Access.ADMIN, IMPORT, IMPORTS).withUploads(),
          PublicRoute.of("catalogue-write", WRITE, Access.LOGIN, PRODUCT, CATALOGUE),
          PublicRoute.of("claim", POST, Access.LOGIN, EVENT, "/api/v1/campaigns/*/claims")
              .withKind(RequestKind.CLAIM),
          PublicRoute.of(
              "claim-stream",
              Set.of(HttpMethod.GET),
              Access.LOGIN,
              CLAIM_STREAM,
              "/api/v1/claims/*/events"),
          PublicRoute.of("campaigns-read", READ, Access.OPTIONAL_LOGIN, EVENT, CAMPAIGNS),
          PublicRoute.of("campaigns-write", WRITE, Access.LOGIN, EVENT, CAMPAIGNS),
          PublicRoute.of("campaign-control", POST, Access.ADMIN, EVENT, CAMPAIGN_CONTROLS),
          PublicRoute.of("discount-write", WRITE, Access.LOGIN, EVENT, DISCOUNT),
          PublicRoute.of("coupons-read", READ, Access.LOGIN, EVENT, COUPONS),
          PublicRoute.of("orders-read", READ, Access.LOGIN, ORDER, ORDERS),
          PublicRoute.of("orders-write", WRITE, Access.LOGIN, ORDER, ORDERS).withLiveSession(),
          PublicRoute.of("jobs", READ, Access.ADMIN, WORKER, JOBS),
          PublicRoute.of("parking-lots", READ, Access.ADMIN, GATEWAY, PARKING_LOTS),
          replay("user", "results.user"),
          replay("product", "results.product"),
          replay("order", "results.order"),
          replay("worker", "*"),
          PublicRoute.of("home", READ, Access.OPTIONAL_LOGIN, GATEWAY, "/api/v1/home"),
          PublicRoute.of("overview", READ, Access.LOGIN, GATEWAY, "/api/v1/me/overview"),
          PublicRoute.of("openapi", READ, Access.OPTIONAL_LOGIN, GATEWAY, "/api/v1/openapi.json"),
          PublicRoute.of("pages", READ, Access.ANONYMOUS, STATIC_FILE, "/", "/api", "/assets/*"),
          PublicRoute.of("admin-session-open", POST, Access.ADMIN, GATEWAY, "/admin/session"),
          PublicRoute.of(
              "admin-session-close",
              Set.of(HttpMethod.DELETE),
              Access.ANONYMOUS,
              GATEWAY,
              "/admin/session"),
          PublicRoute.of(
              "registry",
              READ,
              Access.ADMIN,
              DASHBOARD,
              "/admin/eureka",
              "/admin/eureka/lastn",
              "/admin/eureka/eureka/css/*",
              "/admin/eureka/eureka/js/*",
              "/admin/eureka/eureka/fonts/*",
              "/admin/eureka/eureka/images/*"));

  private static final String API = "/api/v1/";

  private static final Map<String, List<PublicRoute>> ROUTES_BY_PREFIX = byPrefix();

  private PublicRouteTable() {}

  private static RouteTarget service(String name) {
    return new RouteTarget.Service(name, null);
  }

  private static RouteTarget service(String name, int timeoutSeconds) {
    return new RouteTarget.Service(name, Duration.ofSeconds(timeoutSeconds));
  }

  /** Dead-lettered messages of a queue are replayed by the service that consumes the queue. */
  private static PublicRoute replay(String service, String queue) {
    // A service moves messages for 5 s, and waits up to 10 s for the last broker confirm.
    return PublicRoute.of(
        "replay-" + service,
        POST,
        Access.ADMIN,
        service(service, 20),
        PARKING_LOTS + "/" + queue + "/replay");
  }

  /** Returns all routes, in the order of the table. */
  public static Stream<PublicRoute> all() {
    return ROUTES.stream();
  }

  /**
   * Finds the route of a request and stores it in the exchange, where {@link
   * PublicRoute#of(ServerWebExchange)} finds it.
   *
   * @param exchange the request, whose path and method are matched
   * @throws GatewayProblemException 404 when no row has the path, 405 when no row has path and
   *     method
   */
  public static PublicRoute resolve(ServerWebExchange exchange) {
    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
    PublicRoute found = find(exchange.getRequest().getMethod(), path);
    found.storeIn(exchange);
    return found;
  }

  /**
   * Finds the route of a method and a path.
   *
   * @throws GatewayProblemException as {@link #resolve}
   */
  static PublicRoute find(HttpMethod method, PathContainer path) {
    List<PublicRoute> candidates = ROUTES_BY_PREFIX.getOrDefault(prefix(path.value()), List.of());
    for (PublicRoute route : candidates) {
      if (route.methods().contains(method) && route.matchesPath(path)) {
        return route;
      }
    }
    List<PublicRoute> samePath =
        candidates.stream().filter(route -> route.matchesPath(path)).toList();
    throw samePath.isEmpty() ? GatewayProblemException.notFound() : methodNotAllowed(samePath);
  }

  /** Groups the routes, in the order of the table, by the prefixes of their paths. */
  private static Map<String, List<PublicRoute>> byPrefix() {
    Map<String, List<PublicRoute>> groups = new HashMap<>();
    for (PublicRoute route : ROUTES) {
      route.paths().stream()
          .map(pattern -> prefix(pattern.getPatternString()))
          .distinct()
          .forEach(prefix -> groups.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(route));
    }
    return groups;
  }

  /**
   * Returns the part of a path that no pattern has a wildcard in: {@code /api/v1/x}, else {@code
   * /x}.
   */
  private static String prefix(String path) {
    int end = path.indexOf('/', path.startsWith(API) ? API.length() : 1);
    return end < 0 ? path : path.substring(0, end);
  }

  private static GatewayProblemException methodNotAllowed(List<PublicRoute> routes) {
    var allowed = new TreeSet<String>();
    routes.forEach(route -> route.methods().forEach(method -> allowed.add(method.name())));
    String list = String.join(", ", allowed);
    return new GatewayProblemException(
            ProblemCode.METHOD_NOT_ALLOWED, "This path accepts only " + list + ".")
        .header("Allow", list);
  }
}

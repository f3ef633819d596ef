package dev.ecommercestack.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

class PublicRouteTableTest {
  @Test
  void hasNoInternalPaths() {
    for (String path :
        new String[] {
          "/internal", "/internal/audit", "/actuator/env", "/api/v1/internal/audit", "/v3/api-docs"
        }) {
      assertThat(
              PublicRouteTable.all().filter(row -> row.matchesPath(PathContainer.parsePath(path))))
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void requiresLoginForWritesExceptSessions() {
    assertThat(
            PublicRouteTable.all()
                .filter(row -> row.target() instanceof RouteTarget.Service)
                .filter(row -> row.methods().contains(HttpMethod.POST))
                .filter(row -> !row.access().needsToken()))
        .extracting(PublicRoute::name)
        .containsExactly("sign-up", "login", "sessions");
  }

  @Test
  void givesKindsOfTheirOwnToWhatIsExpensiveOrCrowded() {
    assertThat(kind("/api/v1/auth/login")).isEqualTo(RequestKind.LOGIN);
    assertThat(kind("/api/v1/auth/signup")).isEqualTo(RequestKind.SIGN_UP);
    assertThat(kind("/api/v1/campaigns/x/claims")).isEqualTo(RequestKind.CLAIM);
    assertThat(kind("/api/v1/auth/refresh")).isEqualTo(RequestKind.WRITE);
    assertThat(PublicRouteTable.all().filter(row -> row.methods().contains(HttpMethod.GET)))
        .extracting(PublicRoute::kind)
        .containsOnly(RequestKind.READ, RequestKind.FILE);
  }

  private static RequestKind kind(String path) {
    return RouteLookup.find(HttpMethod.POST, path).orElseThrow().kind();
  }

  @Test
  void admitsAdministratorsOnlyToControlOfCampaigns() {
    for (String action : List.of("pause", "resume", "end")) {
      String path = "/api/v1/campaigns/x/" + action;
      assertThat(RouteLookup.findServiceRoute("event", HttpMethod.POST, path))
          .hasValueSatisfying(route -> assertThat(route.access()).isEqualTo(Access.ADMIN));
    }
  }

  @Test
  void admitsAdministratorsOnlyToDocumentsOfJobs() {
    assertThat(RouteLookup.findServiceRoute("worker", HttpMethod.GET, "/api/v1/jobs/x/document"))
        .hasValueSatisfying(route -> assertThat(route.access()).isEqualTo(Access.ADMIN));
  }

  @Test
  void routesPathsToServiceThatOwnsThem() {
    assertThat(RouteLookup.findServiceRoute("order", HttpMethod.POST, "/api/v1/orders/x/cancel"))
        .isPresent();
    assertThat(RouteLookup.findServiceRoute("event", HttpMethod.GET, "/api/v1/claims/x/events"))
        .isPresent();
    assertThat(RouteLookup.findServiceRoute("user", HttpMethod.GET, "/api/v1/orders")).isEmpty();
    assertThat(RouteLookup.findServiceRoute("user", HttpMethod.GET, "/api/v1/auth/login"))
        .isEmpty();
  }

  /** A request is compared with the routes of its prefix only. */
  @Test
  void findsFirstRouteOfTableForEveryPath() {
    List<String> paths =
        PublicRouteTable.all()
            .flatMap(route -> route.paths().stream())
            .map(PathPattern::getPatternString)
            .flatMap(
                pattern -> Stream.of(pattern.replace("*", "x"), pattern.replace("/**", "/x/y")))
            .distinct()
            .toList();
    assertThat(paths).hasSizeGreaterThan(40);
    for (String path : paths) {
      for (HttpMethod method : HttpMethod.values()) {
        PathContainer parsed = PathContainer.parsePath(path);
        List<PublicRoute> expected =
            PublicRouteTable.all()
                .filter(route -> route.methods().contains(method) && route.matchesPath(parsed))
                .limit(1)
                .toList();
        if (expected.isEmpty()) {
          assertThatThrownBy(() -> PublicRouteTable.find(method, parsed))
              .isInstanceOf(GatewayProblemException.class);
        } else {
          assertThat(PublicRouteTable.find(method, parsed)).isEqualTo(expected.getFirst());
        }
      }
    }
  }

  @Test
  void prefixesOfPathsHaveNoWildcards() {
    assertThat(PublicRouteTable.all().flatMap(route -> route.paths().stream()))
        .extracting(PathPattern::getPatternString)
        .noneMatch(pattern -> pattern.matches("(/api/v1/[^/]*[*{].*|/[^/]*[*{].*|/api/\\*.*)"));
  }
}

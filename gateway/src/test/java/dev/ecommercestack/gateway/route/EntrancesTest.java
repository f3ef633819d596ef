package dev.ecommercestack.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class EntrancesTest {
  @Test
  void nothingInternalIsInTheTable() {
    for (String path :
        new String[] {
          "/internal", "/internal/audit", "/actuator/env", "/api/v1/internal/audit", "/v3/api-docs"
        }) {
      assertThat(Entrances.all().filter(row -> row.hasPath(PathContainer.parsePath(path))))
          .as(path)
          .isEmpty();
    }
  }

  @Test
  void everyWriteToAServiceNeedsALoginButSessions() {
    assertThat(
            Entrances.all()
                .filter(row -> row.target() instanceof Target.Service)
                .filter(row -> row.methods().contains(HttpMethod.POST))
                .filter(row -> !row.access().needsToken()))
        .extracting(Entrance::name)
        .containsExactly("sessions");
  }

  @Test
  void onlyReadingIsRepeated() {
    assertThat(Entrances.all().filter(Entrance::repeatable))
        .allMatch(row -> row.methods().stream().allMatch(EntrancesTest::reads));
  }

  private static boolean reads(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  @Test
  void admitsAdministratorsOnlyToControlOfCampaigns() {
    for (String action : List.of("pause", "resume", "end")) {
      String path = "/api/v1/campaigns/x/" + action;
      assertThat(Entrances.leadingTo("event", HttpMethod.POST, path))
          .hasValueSatisfying(entrance -> assertThat(entrance.access()).isEqualTo(Access.ADMIN));
    }
  }

  @Test
  void admitsAdministratorsOnlyToDocumentsOfJobs() {
    assertThat(Entrances.leadingTo("worker", HttpMethod.GET, "/api/v1/jobs/x/document"))
        .hasValueSatisfying(entrance -> assertThat(entrance.access()).isEqualTo(Access.ADMIN));
  }

  @Test
  void apiPathsReachTheirOwners() {
    assertThat(Entrances.leadingTo("order", HttpMethod.POST, "/api/v1/orders/x/cancel"))
        .isPresent();
    assertThat(Entrances.leadingTo("event", HttpMethod.GET, "/api/v1/claims/x/events")).isPresent();
    assertThat(Entrances.leadingTo("user", HttpMethod.GET, "/api/v1/orders")).isEmpty();
    assertThat(Entrances.leadingTo("user", HttpMethod.GET, "/api/v1/auth/login")).isEmpty();
  }
}

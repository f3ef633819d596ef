package dev.ecommercestack.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.HttpCall;
import dev.ecommercestack.contracts.topology.Topology;
import dev.ecommercestack.gateway.route.Controllers.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the route table with the operations of the services. */
class PublicPathsTest {
  private static final List<Operation> OPERATIONS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    for (String service : List.of("user", "product", "event", "order", "worker")) {
      List<Operation> operations =
          Controllers.of(service, Path.of("..", "services", service, "src", "main", "java"));
      assertThat(operations).as(service).isNotEmpty();
      OPERATIONS.addAll(operations);
    }
  }

  @Test
  void everyPublicOperationHasRoute() {
    assertThat(OPERATIONS.stream().filter(operation -> operation.path().startsWith("/api/")))
        .hasSizeGreaterThan(30)
        .allSatisfy(operation -> assertThat(hasRoute(operation)).isTrue());
  }

  @Test
  void noOtherOperationHasRoute() {
    assertThat(OPERATIONS.stream().filter(operation -> !operation.path().startsWith("/api/")))
        .isNotEmpty()
        .allSatisfy(operation -> assertThat(hasRoute(operation)).isFalse());
  }

  @Test
  void everyInternalOperationHasCallers() {
    Set<String> withCallers = new TreeSet<>();
    for (HttpCall call : Topology.load().calls()) {
      call.internalPaths().forEach(path -> withCallers.add(call.service() + " " + path));
    }
    // Who fetches a token has none, and the gateway asks for a session with the token of a person.
    withCallers.addAll(List.of("user /internal/service-tokens", "user /internal/session"));
    Set<String> operations = new TreeSet<>();
    for (Operation operation : OPERATIONS) {
      if (operation.path().startsWith("/internal")) {
        operations.add(operation.service() + " " + operation.path());
      }
    }
    assertThat(operations).isEqualTo(withCallers);
  }

  private static boolean hasRoute(Operation operation) {
    return RouteLookup.findServiceRoute(operation.service(), operation.method(), operation.path())
        .isPresent();
  }
}

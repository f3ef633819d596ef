package dev.ecommercestack.contracts.repository;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every list of the services that is written by hand has the services of {@code topology.yaml}.
 *
 * <p>Scripts derive their lists ({@code service_names} in {@code dev/scripts/lib.sh}), and the CRD
 * is generated. Whoever writes another list by hand adds it to {@link #LISTS}.
 */
class ServiceListsTest {
  private static final Topology TOPOLOGY = Topology.load();
  private static final Path ROOT = Path.of("..");

  private static final String OPERATOR = "operator/manager/src/main/java";
  private static final String GATEWAY = "gateway/src/main/java";

  private static final List<ServiceList> LISTS =
      List.of(
          all("pom.xml", "<module>(?:services/)?(?!contracts<)(\\w+)</module>"),
          all("skaffold.yaml", "- image: ecommerce-stack/(?!declare|operator)(\\w+)"),
          all("compose.yaml", "image: \\S+/ecommerce-stack/(?!declare)(\\w+):"),
          all("kustomize/skaffold/stack/kustomization.yaml", "ecommerce-stack/(\\w+):skaffold"),
          amongOthers("kustomize/overlays/production/stack.yaml", "^  (\\w+):"),
          amongOthers("manifests/samples/full.yaml", "^  (\\w+):"),
          all("dev/scripts/compose-secrets", "^logins (\\w+)"),
          amongOthers(
              "operator/api/src/main/java/dev/ecommercestack/operator/api/v1alpha1/"
                  + "EcommerceStackSpec.java",
              "Spec (\\w+),"),
          // The names of components (Components).
          amongOthers(OPERATOR, "public static final String [A-Z]+ = \"([a-z]+)\""),
          // What the plans of services differ in (ServiceProfile); Eureka has a plan of its own.
          allBut(Set.of("eureka"), OPERATOR, "new ServiceProfile\\(\\s*Components\\.(\\w+)"),
          // Memory (Heap).
          all(OPERATOR, "Components\\.(\\w+), new \\w+\\(\\d"),
          // Images that a spec names (ImageCatalog).
          amongOthers(OPERATOR, "case Components\\.(\\w+) -> spec\\.\\w+\\(\\)\\.image\\(\\)"),
          // The settings of each service in a spec (SecretReference).
          all(OPERATOR, "\\.put\\(Components\\.(\\w+), spec\\."),
          // The route table; Eureka's dashboard is reached by another kind of target.
          allBut(Set.of("eureka", "gateway"), GATEWAY, "= service\\(\"(\\w+)\""),
          // Whose API is described (OpenApiRoutes).
          allBut(
              Set.of("eureka", "gateway"),
              "gateway/src/test/java",
              "SERVICES =\\s+List\\.of\\(([^)]*\"worker\")"),
          // Who can be reached before the gateway is ready (RoutesHealthIndicator).
          allBut(
              Set.of("eureka", "gateway", "worker"),
              GATEWAY,
              "SERVICES =\\s+List\\.of\\(((?![^)]*\"worker\")[^)]*)"),
          // Who has queues, and so messages that were given up (AggregateRoutes).
          new ServiceList(GATEWAY, "CONSUMERS =\\s+List\\.of\\(([^)]*)", consumers(), true));

  @TestFactory
  Stream<DynamicTest> namesTheServicesOfTheTopology() {
    return LISTS.stream()
        .map(list -> DynamicTest.dynamicTest(list.path + " by " + list.entry, list::check));
  }

  /** A list with every service and nothing else. */
  private static ServiceList all(String path, String entry) {
    return allBut(Set.of(), path, entry);
  }

  /** A list with every service except some, and nothing else. */
  private static ServiceList allBut(Set<String> absent, String path, String entry) {
    Set<String> services = new TreeSet<>(TOPOLOGY.services());
    services.removeAll(absent);
    return new ServiceList(path, entry, services, true);
  }

  /** A list with every service, in which other names stand too. */
  private static ServiceList amongOthers(String path, String entry) {
    return new ServiceList(path, entry, new TreeSet<>(TOPOLOGY.services()), false);
  }

  private static Set<String> consumers() {
    return TOPOLOGY.rabbitmq().queues().stream()
        .flatMap(queue -> queue.consumers().stream())
        .collect(toCollection(TreeSet::new));
  }

  /**
   * A list that is written by hand.
   *
   * @param path the file, or the folder whose Java files are searched, from the repository's root
   * @param entry a pattern that matches the entries of the list; its group is the name of a service
   *     or several names, in capitals or not
   * @param expected the services that the list must have
   * @param exact whether it must have no other entry
   */
  private record ServiceList(String path, String entry, Set<String> expected, boolean exact) {
    void check() throws IOException {
      Set<String> places = new TreeSet<>();
      Set<String> found = new TreeSet<>();
      for (Path file : files()) {
        Set<String> names = names(Files.readString(file));
        found.addAll(names);
        if (!Collections.disjoint(names, TOPOLOGY.services())) {
          places.add(ROOT.relativize(file).toString());
        }
      }
      assertThat(places)
          .as("Nothing in %s matches %s: the list has moved, see ServiceListsTest.", path, entry)
          .isNotEmpty();
      String where = String.join(", ", places);
      assertThat(found)
          .as("%s lacks a service of contracts/topology.yaml.", where)
          .containsAll(expected);
      if (exact) {
        assertThat(found)
            .as("%s names a service that contracts/topology.yaml does not have there.", where)
            .isSubsetOf(expected);
      }
    }

    private Set<String> names(String text) {
      return Pattern.compile(entry, Pattern.MULTILINE)
          .matcher(text)
          .results()
          .flatMap(match -> Pattern.compile("\\w+").matcher(match.group(1)).results())
          .map(name -> name.group().toLowerCase(Locale.ROOT))
          .collect(toCollection(TreeSet::new));
    }

    private List<Path> files() {
      Path start = ROOT.resolve(path);
      try (Stream<Path> files = Files.walk(start)) {
        return files
            .filter(Files::isRegularFile)
            .filter(file -> file.equals(start) || file.toString().endsWith(".java"))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

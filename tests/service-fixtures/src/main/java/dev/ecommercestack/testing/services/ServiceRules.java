package dev.ecommercestack.testing.services;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.stream.Stream;

/** Rules that hold in every service. */
public final class ServiceRules {
  private static final String ROOT = "dev.ecommercestack.";
  private static final List<String> PROGRAMS =
      Stream.concat(Topology.load().services().stream(), Stream.of("operator")).toList();

  private ServiceRules() {}

  /** A service imports what is common and itself. */
  public static ArchRule knowsNoOtherService(String service) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            PROGRAMS.stream()
                .filter(other -> !other.equals(service))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new));
  }

  /** A service's packages can be read one after the other. */
  public static ArchRule featuresFormNoCircle(String service) {
    return slices().matching(ROOT + service + ".(*)..").should().beFreeOfCycles();
  }
}

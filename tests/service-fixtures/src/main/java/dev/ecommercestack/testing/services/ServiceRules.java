package dev.ecommercestack.testing.services;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.contracts.topology.Topology;
import java.util.List;
import java.util.stream.Stream;

/** ArchUnit rules for every service. */
public final class ServiceRules {
  private static final String ROOT = "dev.ecommercestack.";
  private static final List<String> MODULES =
      Stream.concat(Topology.load().services().stream(), Stream.of("operator")).toList();

  private ServiceRules() {}

  /** A service depends on shared modules and itself, on no other service. */
  public static ArchRule doesNotDependOnOtherServices(String service) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            MODULES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new));
  }

  /** The packages of a service have no dependency cycles. */
  public static ArchRule packagesAreFreeOfCycles(String service) {
    return slices().matching(ROOT + service + ".(*)..").should().beFreeOfCycles();
  }
}

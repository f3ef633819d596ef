package dev.ecommercestack.operator.brokers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The readers know brokers and the types of the scaler, and nothing of Kubernetes. */
@AnalyzeClasses(
    packages = "dev.ecommercestack.operator.brokers",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_BROKERS_AND_SCALING_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.operator.brokers",
              "dev.ecommercestack.operator.scaling",
              "java..",
              "javax.net.ssl",
              "org.apache.kafka..",
              "tools.jackson..",
              "org.jspecify.annotations");
}

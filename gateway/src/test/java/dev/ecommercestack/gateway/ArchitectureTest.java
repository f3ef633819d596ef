package dev.ecommercestack.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ecommercestack.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule features =
      slices().matching("dev.ecommercestack.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.user..",
              "dev.ecommercestack.product..",
              "dev.ecommercestack.event..",
              "dev.ecommercestack.order..",
              "dev.ecommercestack.worker..");
}

package dev.ecommercestack.product;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.product",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE =
      ServiceRules.doesNotDependOnOtherServices("product");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.packagesAreFreeOfCycles("product");

  @ArchTest
  static final ArchRule PURE_LOGIC_KNOWS_NO_FRAMEWORK =
      classes()
          .that()
          .haveNameMatching(".*\\.(StockMovement|StockLevel|SearchWords|TextRules)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.ecommercestack.product..",
              "dev.ecommercestack.platform.problem",
              "org.jspecify..");
}

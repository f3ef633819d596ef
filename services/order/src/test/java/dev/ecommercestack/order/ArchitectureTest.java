package dev.ecommercestack.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.order",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE = ServiceRules.knowsNoOtherService("order");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.featuresFormNoCircle("order");

  @ArchTest
  static final ArchRule LIFECYCLE_IS_PURE =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.ecommercestack.order.lifecycle..", "dev.ecommercestack.order.pricing..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.ecommercestack.order.lifecycle..",
              "dev.ecommercestack.order.pricing..",
              "dev.ecommercestack.platform.money..",
              "org.jspecify..");
}

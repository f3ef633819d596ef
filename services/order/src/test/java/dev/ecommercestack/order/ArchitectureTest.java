package dev.ecommercestack.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ecommercestack.order",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.product..",
              "dev.ecommercestack.event..",
              "dev.ecommercestack.user..",
              "dev.ecommercestack.worker..",
              "dev.ecommercestack.operator..");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE =
      slices().matching("dev.ecommercestack.order.(*)..").should().beFreeOfCycles();

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
              "dev.ecommercestack.common.money..",
              "org.jspecify..");
}

package dev.ecommercestack.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ecommercestack.event",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule IMPORTS_NO_OTHER_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.user..",
              "dev.ecommercestack.product..",
              "dev.ecommercestack.order..",
              "dev.ecommercestack.worker..",
              "dev.ecommercestack.gateway..",
              "dev.ecommercestack.operator..");

  @ArchTest
  static final ArchRule RULES_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.ecommercestack.event.pricing")
          .or()
          .haveSimpleName("FirstCome")
          .or()
          .haveSimpleName("Decision")
          .or()
          .haveSimpleName("Contest")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_TURN_IN_CIRCLES =
      slices().matching("dev.ecommercestack.event.(*)..").should().beFreeOfCycles();
}

package dev.ecommercestack.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.order.lifecycle.Lifecycle;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.order",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE = ServiceRules.doesNotDependOnOtherServices("order");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.packagesAreFreeOfCycles("order");

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

  @ArchTest
  static final ArchRule ONLY_SAGA_APPLIES_TRANSITIONS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.ecommercestack.order.lifecycle..", "dev.ecommercestack.order.saga..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Lifecycle.class);

  @ArchTest
  static final ArchRule CLIENTS_KNOW_ONLY_PRICES =
      noClasses()
          .that()
          .resideInAPackage("dev.ecommercestack.order.client..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.ecommercestack.order..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.ecommercestack.order.client..",
                          "dev.ecommercestack.order.pricing..")));

  @ArchTest
  static final ArchRule HTTP_FEATURES_ARE_INDEPENDENT =
      slices()
          .matching("dev.ecommercestack.order.(management|placing|reporting)..")
          .should()
          .notDependOnEachOther();
}

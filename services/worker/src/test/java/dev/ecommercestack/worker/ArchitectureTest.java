package dev.ecommercestack.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE =
      ServiceRules.doesNotDependOnOtherServices("worker");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.packagesAreFreeOfCycles("worker");

  @ArchTest
  static final ArchRule JOBS_KNOW_NO_KIND_OF_JOB =
      noClasses()
          .that()
          .resideInAPackage("dev.ecommercestack.worker.job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.worker.payment..",
              "dev.ecommercestack.worker.notification..",
              "dev.ecommercestack.worker.imports..",
              "dev.ecommercestack.worker.report..");
}

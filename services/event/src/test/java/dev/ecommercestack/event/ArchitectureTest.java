package dev.ecommercestack.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.event",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE = ServiceRules.doesNotDependOnOtherServices("event");

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
          .haveSimpleName("CampaignProgress")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "java.sql..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.packagesAreFreeOfCycles("event");
}

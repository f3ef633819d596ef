package dev.ecommercestack.user;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ecommercestack.testing.services.ServiceRules;

@AnalyzeClasses(
    packages = "dev.ecommercestack.user",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_SERVICE = ServiceRules.doesNotDependOnOtherServices("user");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CIRCLE = ServiceRules.packagesAreFreeOfCycles("user");

  @ArchTest
  static final ArchRule PURE_LOGIC_KNOWS_NO_FRAMEWORK =
      classes()
          .that()
          .haveNameMatching(
              ".*\\.(Email|DisplayName|PasswordPolicy|ThrottlePolicy|FailureBudget|ClientNetwork|LoginAttempt|TokenState|KeySchedule|KeyTimes)")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.ecommercestack.user..",
              "dev.ecommercestack.platform.validation..",
              "com.ibm.icu.text..",
              "org.jspecify..");
}

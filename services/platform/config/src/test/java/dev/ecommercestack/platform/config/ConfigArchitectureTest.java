package dev.ecommercestack.platform.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Live settings are used by servlet services and by the reactive gateway. */
@AnalyzeClasses(
    packages = "dev.ecommercestack.platform.config",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ConfigArchitectureTest {
  @ArchTest
  static final ArchRule NO_WEB_AND_NO_JDBC =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..", "org.springframework.web..", "org.springframework.jdbc..");
}

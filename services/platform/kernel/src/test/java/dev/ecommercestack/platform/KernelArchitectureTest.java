package dev.ecommercestack.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The kernel runs in servlet services and in the reactive gateway. */
@AnalyzeClasses(
    packages = "dev.ecommercestack.platform",
    importOptions = ImportOption.DoNotIncludeTests.class)
class KernelArchitectureTest {

  @ArchTest
  static final ArchRule NO_SERVLET_AND_NO_JDBC =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..",
              "org.springframework.web.servlet..",
              "java.sql..",
              "javax.sql..",
              "org.springframework.jdbc..",
              "org.springframework.transaction..");
}

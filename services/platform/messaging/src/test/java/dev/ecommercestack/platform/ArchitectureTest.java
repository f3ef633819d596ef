package dev.ecommercestack.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The starter is technical: it knows nothing of the shop, and its packages have an order. */
@AnalyzeClasses(
    packages = "dev.ecommercestack.platform",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> DOMAIN =
      Set.of(
          "order",
          "product",
          "coupon",
          "campaign",
          "discount",
          "stock",
          "catalog",
          "payment",
          "customer",
          "promotion",
          "cart",
          "reservation",
          "shop",
          "claim",
          "quote");

  @ArchTest
  static final ArchRule NO_WORD_OF_THE_DOMAIN =
      noClasses().should(ArchConditionOf.aDomainWord(DOMAIN));

  @ArchTest
  static final ArchRule NOTHING_ELSE_OF_THE_PROJECT =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of another module",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("dev.ecommercestack.")
                          && !type.getPackageName().startsWith("dev.ecommercestack.platform")
                          // Who may call whom is data of the contracts; the platform enforces it.
                          && !type.getPackageName()
                              .equals("dev.ecommercestack.contracts.topology")));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.ecommercestack.platform.(*)..").should().beFreeOfCycles();

  static Set<String> words(JavaClass type) {
    return Set.copyOf(
        Arrays.stream(type.getName().split("[.$]|(?=\\p{Upper})"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .distinct()
            .toList());
  }
}

package dev.ecommercestack.operator.scaling;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** A decision is a pure function: it knows the JDK and itself, and neither reads nor writes. */
@AnalyzeClasses(
    packages = "dev.ecommercestack.operator.scaling",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Class<?>[] MEASURES = {
    ArrivalRate.class, Bursts.class, ServiceRate.class, CpuUse.class, Load.class
  };

  private static final Class<?>[] LEARNING = {
    QueueReading.class, QueueLearning.class, Progress.class, AddedPods.class, PodHistory.class
  };

  private static final Class<?>[] NEED = {QueueModel.class, QueueDemand.class, QueueLimits.class};

  private static final Class<?>[] DECISION = {
    Scaler.class, Situation.class, Check.class, Reason.class
  };

  @ArchTest
  static final ArchRule KNOWS_NOTHING_BUT_ITSELF =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ecommercestack.operator.scaling",
              "java.lang..",
              "java.time",
              "java.util..",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule MEASURES_KNOW_NO_QUEUE = knowNothingOf(MEASURES, LEARNING, NEED, DECISION);

  @ArchTest static final ArchRule LEARNING_KNOWS_NO_NEED = knowNothingOf(LEARNING, NEED, DECISION);

  @ArchTest static final ArchRule NEED_KNOWS_NO_DECISION = knowNothingOf(NEED, DECISION);

  @ArchTest
  static final ArchRule CONSTANTS_ARE_IN_ONE_PLACE =
      fields()
          .that()
          .areStatic()
          .and()
          .areFinal()
          .and()
          .haveRawType(double.class)
          .or()
          .haveRawType(Duration.class)
          .and()
          .areStatic()
          .should()
          .beDeclaredIn(ScalingConstants.class)
          .orShould()
          .haveName("EPSILON")
          .orShould()
          .haveName("UNKNOWN")
          .orShould()
          .haveName("NEVER_EXPIRED")
          .orShould()
          .haveName("OLD");

  private static ArchRule knowNothingOf(Class<?>[] layer, Class<?>[]... above) {
    Class<?>[] all =
        java.util.Arrays.stream(above).flatMap(java.util.Arrays::stream).toArray(Class<?>[]::new);
    return noClasses().that(belongToAnyOf(layer)).should().dependOnClassesThat(belongToAnyOf(all));
  }
}

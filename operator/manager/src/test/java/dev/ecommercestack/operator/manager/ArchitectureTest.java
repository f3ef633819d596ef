package dev.ecommercestack.operator.manager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What may know what: decisions are pure; only the package {@code cluster}, the publisher of Events
 * and the root package talk to Kubernetes.
 */
@AnalyzeClasses(
    packages = "dev.ecommercestack.operator.manager",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_CLIENT =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..manager.plan..",
              "..manager.credentials..",
              "..manager.observe..",
              "..manager.status..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "java.net.http..");

  @ArchTest
  static final ArchRule PLANS_KNOW_NOTHING_OF_WHAT_BECOMES_OF_THEM =
      noClasses()
          .that()
          .resideInAnyPackage("..manager.plan..", "..manager.credentials..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.rollout..",
              "..manager.cluster..",
              "..manager.status..",
              "..manager.observe..",
              "..manager.events..");

  @ArchTest
  static final ArchRule OBSERVATION_KNOWS_NOTHING_OF_PLANS =
      noClasses()
          .that()
          .resideInAPackage("..manager.observe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan..",
              "..manager.rollout..",
              "..manager.cluster..",
              "..manager.status..",
              "..manager.events..");

  @ArchTest
  static final ArchRule ONLY_POLLS_OF_DEPENDENCIES_DO_IO =
      noClasses()
          .that()
          .resideInAPackage("..manager.dependencies..")
          .and()
          .haveNameNotMatching(".*\\.(DependencyPoller|HttpHealthReader)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "java.net.http..");

  @ArchTest
  static final ArchRule ONLY_SCALING_KNOWS_DECISIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..manager.scaling..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.ecommercestack.operator.scaling..");

  @ArchTest
  static final ArchRule ONLY_SCALING_READS_BROKERS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..manager.scaling..")
          .and()
          .doNotHaveSimpleName("BrokerConnections")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.ecommercestack.operator.brokers..");

  @ArchTest
  static final ArchRule SCALING_KNOWS_NO_RECONCILIATION =
      noClasses()
          .that()
          .resideInAPackage("..manager.scaling..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..manager", "..manager.rollout..", "..manager.status..");

  @ArchTest
  static final ArchRule DEPENDENCIES_KNOW_NOTHING_OF_PLANS =
      noClasses()
          .that()
          .resideInAPackage("..manager.dependencies..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan..",
              "..manager.rollout..",
              "..manager.cluster..",
              "..manager.observe..",
              "..manager.status..",
              "..manager.events..");

  @ArchTest
  static final ArchRule STATUS_KNOWS_NOTHING_OF_HOW =
      noClasses()
          .that()
          .resideInAPackage("..manager.status..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan..",
              "..manager.rollout..",
              "..manager.cluster..",
              "..manager.events..");

  @ArchTest
  static final ArchRule PLAN_STACK_KNOWS_NO_HIGHER_LAYER =
      noClasses()
          .that()
          .resideInAPackage("..manager.plan.stack..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan",
              "..manager.plan.pod..",
              "..manager.plan.credentials..",
              "..manager.plan.backing..",
              "..manager.plan.service..");

  @ArchTest
  static final ArchRule PLAN_POD_KNOWS_NO_HIGHER_LAYER =
      noClasses()
          .that()
          .resideInAPackage("..manager.plan.pod..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan",
              "..manager.plan.credentials..",
              "..manager.plan.backing..",
              "..manager.plan.service..");

  @ArchTest
  static final ArchRule PLAN_CREDENTIALS_KNOWS_NO_HIGHER_LAYER =
      noClasses()
          .that()
          .resideInAPackage("..manager.plan.credentials..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.plan", "..manager.plan.backing..", "..manager.plan.service..");

  @ArchTest
  static final ArchRule PLAN_BACKING_KNOWS_NO_HIGHER_LAYER =
      noClasses()
          .that()
          .resideInAPackage("..manager.plan.backing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..manager.plan", "..manager.plan.service..");

  @ArchTest
  static final ArchRule PLAN_SERVICE_KNOWS_NO_HIGHER_LAYER =
      noClasses()
          .that()
          .resideInAPackage("..manager.plan.service..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..manager.plan");

  @ArchTest
  static final ArchRule ROLLOUT_KNOWS_NO_CLUSTER_ACCESS =
      noClasses()
          .that()
          .resideInAPackage("..manager.rollout..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..manager.cluster..",
              "io.fabric8.kubernetes.client..",
              "io.javaoperatorsdk..",
              "java.net.http..");

  @ArchTest
  static final ArchRule CLUSTER_ACCESS_KNOWS_NO_EVENTS =
      noClasses()
          .that()
          .resideInAPackage("..manager.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..manager.events..");

  @ArchTest
  static final ArchRule DECISIONS_READ_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..manager.plan..",
              "..manager.observe..",
              "..manager.dependencies..",
              "..manager.status..",
              "..manager.events..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}

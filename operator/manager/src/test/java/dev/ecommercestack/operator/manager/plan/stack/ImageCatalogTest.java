package dev.ecommercestack.operator.manager.plan.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.manager.plan.Stacks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCatalogTest {
  private static final ImageCatalog CATALOG =
      ImageCatalog.fromEnvironment(
          "0.1.0",
          Map.of(
              "RELATED_IMAGE_KAFKA", "mirror:5000/kafka:local",
              "RELATED_IMAGE_DECLARE", "mirror:5000/ecommerce-stack/declare:0.1.0",
              "RELATED_IMAGE_ORDER", "mirror:5000/ecommerce-stack/order@sha256:" + "a".repeat(64),
              "RELATED_IMAGE_REDIS", " ",
              "PATH", "/bin"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka   | {}                                                 | mirror:5000/kafka:local
          kafka   | {kafka: {managed: {image: 'own/kafka:4'}}}          | own/kafka:4
          redis   | {}                                                 | valkey/valkey:8.1
          redis   | {images: {registry: example.com/x}}                | valkey/valkey:8.1
          declare | {}                                                 | mirror:5000/ecommerce-stack/declare:0.1.0
          declare | {version: 0.2.0}                                   | mirror:5000/ecommerce-stack/declare:0.2.0
          declare | {images: {registry: example.com/x}}                | example.com/x/ecommerce-stack/declare:0.1.0
          order   | {version: 0.2.0}                                   | mirror:5000/ecommerce-stack/order:0.2.0
          order   | {images: {registry: 'r:5000'}, version: 0.2.0}     | r:5000/ecommerce-stack/order:0.2.0
          order   | {images: {registry: r}, order: {image: 'own/o:1'}} | own/o:1
          user    | {}                                                 | ecommerce-stack/user:0.1.0
          """)
  void theNearestWishWins(String component, String spec, String image) {
    EcommerceStackSpec parsed = Stacks.stack(spec).getSpec();
    assertThat(CATALOG.resolve(component, parsed)).isEqualTo(image);
  }

  @Test
  void aStackWithoutVersionHasTheOperatorsOwn() {
    assertThat(CATALOG.version(Stacks.stack("{}").getSpec())).isEqualTo("0.1.0");
    assertThat(CATALOG.version(Stacks.stack("{version: 0.2.0}").getSpec())).isEqualTo("0.2.0");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.0, true",
    "0.1.0-rc.1, 0.1.0, true",
    "0.1.0, 0.1.7, true",
    "0.1.9, 0.1.10, true",
    "0.2.0-rc.1, 0.2.0-rc.1, true",
    "9.9.9, 0.1.0, false",
    "0.1.1, 0.1.0, false",
    "0.1.10, 0.1.9, false",
    "0.1.1-rc.1, 0.1.0, false",
    "0.0.9, 0.1.0, false",
    "0.1.0, 0.2.0, false",
    "1.1.0, 0.1.0, false",
    "0.2.0, 0.2.0-rc.1, false",
    "0.2.0-rc.2, 0.2.0-rc.1, false",
    "99999999999999999999.0.0, 0.1.0, false"
  })
  void runsItsOwnVersionAndOlderOnesOfTheSameMinorNumber(
      String version, String operator, boolean runs) {
    var catalog = new ImageCatalog(operator, Map.of());
    var spec = Stacks.stack("{version: %s}".formatted(version)).getSpec();
    assertThat(catalog.refusal(spec).isEmpty()).isEqualTo(runs);
    assertThat(catalog.refusal(Stacks.stack("{}").getSpec())).isEmpty();
  }

  @Test
  void refusalOfAVersionSaysWhatToWrite() {
    assertThat(CATALOG.refusal(Stacks.stack("{version: 9.9.9}").getSpec()))
        .hasValue(
            "spec.version is 9.9.9, which operator 0.1.0 does not support: it runs 0.1.0 and older"
                + " versions with the same minor number. Leave spec.version out, write one of these,"
                + " or install the operator of version 9.9.9.");
  }

  @Test
  void overridesOfEveryBrokerReachThePods() {
    var catalog =
        ImageCatalog.fromEnvironment(
            "0.1.0",
            Map.of(
                "RELATED_IMAGE_POSTGRESQL", "l/postgresql:1",
                "RELATED_IMAGE_KAFKA", "l/kafka:1",
                "RELATED_IMAGE_RABBITMQ", "l/rabbitmq:1",
                "RELATED_IMAGE_REDIS", "l/redis:1",
                "RELATED_IMAGE_DECLARE", "l/declare:1",
                "RELATED_IMAGE_ORDER", "l/order:1"));
    var stack = Stacks.stack("{}");
    var plan =
        Stacks.PLANNER.plan(
            new StackInput(
                stack,
                catalog,
                Stacks.TOPOLOGY,
                Stacks.secrets(stack),
                List.of(),
                Stacks.volumes(stack),
                List.of()));
    Stacks.workloads(plan)
        .filter(
            it -> catalog.overrides().containsKey(it.getMetadata().getLabels().get(Labels.NAME)))
        .forEach(
            workload -> {
              var pod = Stacks.template(workload).orElseThrow().getSpec();
              String component =
                  Objects.requireNonNull(
                      workload.getMetadata().getLabels().get("app.kubernetes.io/name"));
              assertThat(pod.getContainers())
                  .allMatch(container -> container.getImage().equals("l/" + component + ":1"));
              assertThat(pod.getInitContainers())
                  .allMatch(container -> container.getImage().equals("l/" + component + ":1"));
              assertThat(Stacks.component(plan, component).image())
                  .isEqualTo("l/" + component + ":1");
            });
  }
}

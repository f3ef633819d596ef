package dev.ecommercestack.operator.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.manager.plan.stack.ComponentPlan;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.Plan;
import dev.ecommercestack.operator.manager.plan.stack.StackInput;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which components are not planned without which Secret. */
class MissingSecretTest {
  private static final String SPEC =
      """
      {images: {pullSecrets: [{name: pull}]},
       gateway: {expose: {type: NodePort, tls: {name: cert}}},
       mail: {smtp: {host: smtp, from: 'a@b', credentials: {name: smtp}}},
       order: {env: [{name: KEY, secret: {name: shared, key: order}}]},
       worker: {env: [{name: KEY, secret: {name: shared, key: worker}}]},
       kafka: {external: {bootstrapServers: 'k:9093', tls: {caSecret: {name: kafka-ca}},
         credentials: {name: kafka}}},
       redis: {external: {host: redis, tls: {caSecret: {name: redis-ca}}}},
       postgresql: {external: {host: db, credentials: {name: db}}}}
      """;

  private static final String ORDER = ObjectNames.serviceCredentials("shop", "order");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db       | declare
          kafka    | declare
          kafka-ca | declare product event order
          redis-ca | declare product event gateway
          smtp     | worker
          cert     | gateway
          shared   | order worker
          pull     | rabbitmq declare eureka user product event order worker gateway
          """)
  void onlyComponentsThatUseItAreNotPlanned(String secret, String components) {
    var secrets = secrets();
    secrets.remove(secret);
    assertThat(unplanned(plan(secrets))).containsExactlyInAnyOrder(components.split(" "));
  }

  @Test
  void missingKeyConcernsOnlyWhoReadsIt() {
    var secrets = secrets();
    secrets.put("shared", Stacks.secret("shared", Map.of("order", "x", "worker", "")));
    assertThat(unplanned(plan(secrets))).containsExactly("worker");
    assertThat(Stacks.component(plan(secrets), "worker").missing())
        .extracting(MissingSecret::cause)
        .asString()
        .startsWith("spec.worker.env[KEY].secret names the Secret shared, which lacks worker.");
  }

  @Test
  void everyComponentHearsOfItsOwnPlaceInTheSpec() {
    var secrets = secrets();
    secrets.remove("shared");
    for (var component : List.of("order", "worker")) {
      assertThat(Stacks.component(plan(secrets), component).missing())
          .extracting(MissingSecret::path)
          .isEqualTo("spec.%s.env[KEY].secret".formatted(component));
    }
  }

  @Test
  void generatedSecretThatIsMissingConcernsWhoMountsIt() {
    var secrets = secrets();
    secrets.remove(ORDER);
    var missing = new MissingSecret("", ORDER, List.of(), "webhook is down", false);
    assertThat(unplanned(plan(secrets, List.of(missing))))
        .containsExactlyInAnyOrder("declare", "eureka", "user", "order");
  }

  @Test
  void secretThatIsMissingWithoutAReasonIsAMistake() {
    var secrets = secrets();
    secrets.remove("db");
    assertThatThrownBy(() -> plan(secrets, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Secret db");
  }

  private static Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new TreeMap<>(Stacks.secrets(Stacks.stack(SPEC)));
    secrets.put("shared", Stacks.secret("shared", Map.of("order", "x", "worker", "y")));
    return secrets;
  }

  private static Plan plan(Map<String, Secret> secrets) {
    return plan(secrets, Validator.missingSecrets(Stacks.stack(SPEC), secrets));
  }

  private static Plan plan(Map<String, Secret> secrets, List<MissingSecret> missing) {
    return Stacks.PLANNER.plan(
        new StackInput(
            Stacks.stack(SPEC),
            Stacks.IMAGES,
            Stacks.TOPOLOGY,
            secrets,
            missing,
            Stacks.volumes(Stacks.stack(SPEC)),
            List.of()));
  }

  private static List<String> unplanned(Plan plan) {
    return plan.components()
        .filter(component -> component.missing() != null)
        .map(ComponentPlan::component)
        .toList();
  }
}

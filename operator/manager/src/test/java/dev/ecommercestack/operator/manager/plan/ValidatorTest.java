package dev.ecommercestack.operator.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.MissingSecret;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatorTest {
  private static final String EXTERNAL =
      """
      {images: {pullSecrets: [{name: pull}]},
       gateway: {expose: {type: Ingress, host: a.example.com, tls: {name: cert}}},
       worker: {env: [{name: KEY, secret: {name: worker, key: token}}]},
       kafka: {external: {bootstrapServers: 'k:9093', tls: {caSecret: {name: kafka-ca}},
         credentials: {name: kafka}}},
       postgresql: {external: {host: db, credentials: {name: db}}}}
      """;

  @Test
  void nothingToSayAboutAMinimalStack() {
    assertThat(validate(Stacks.stack("{}"))).isEmpty();
    assertThat(Validator.missingSecrets(Stacks.stack("{}"), Map.of())).isEmpty();
  }

  @Test
  void namesEverySecretThatAStackRefersTo() {
    assertThat(Validator.referencedSecrets(Stacks.stack(EXTERNAL)))
        .containsExactly("db", "kafka", "kafka-ca", "pull", "worker");
  }

  @Test
  void theCertificateOfAnIngressMayComeLater() {
    EcommerceStack stack = Stacks.stack(EXTERNAL);
    Map<String, Secret> found = found(stack);
    found.remove("cert");
    assertThat(Validator.missingSecrets(stack, found)).isEmpty();
  }

  @Test
  void theCertificateOfTheGatewayMustBeThere() {
    EcommerceStack stack =
        Stacks.stack("{gateway: {expose: {type: LoadBalancer, tls: {name: cert}}}}");
    assertThat(Validator.missingSecrets(stack, Map.of()))
        .extracting(MissingSecret::cause)
        .containsExactly(
            "spec.gateway.expose.tls names the Secret cert, which does not exist in namespace"
                + " shops. Create it with the keys tls.crt, tls.key.");
  }

  @Test
  void saysWhichSecretIsMissingAndWhatItNeeds() {
    EcommerceStack stack = Stacks.stack(EXTERNAL);
    Map<String, Secret> found = found(stack);
    found.remove("kafka");
    assertThat(Validator.missingSecrets(stack, found))
        .extracting(MissingSecret::cause)
        .containsExactly(
            "spec.kafka.external.credentials names the Secret kafka, which does not exist in"
                + " namespace shops. Create it with the keys username, password.");
  }

  @Test
  void saysWhichKeysAreMissing() {
    EcommerceStack stack = Stacks.stack(EXTERNAL);
    Map<String, Secret> found = found(stack);
    found.put("db", Stacks.secret("db", Map.of("username", "owner", "password", "")));
    assertThat(Validator.missingSecrets(stack, found))
        .extracting(MissingSecret::cause)
        .containsExactly(
            "spec.postgresql.external.credentials names the Secret db, which lacks password. Add"
                + " the missing keys.");
  }

  @Test
  void refusesKafkaWithoutALogin() {
    assertThat(validate(Stacks.stack("{kafka: {external: {bootstrapServers: 'k:9092'}}}")))
        .singleElement()
        .asString()
        .startsWith("spec.kafka.external.credentials is missing");
  }

  @Test
  void refusesMemoryThatNothingStartsWith() {
    assertThat(
            validate(
                Stacks.stack(
                    """
                    {kafka: {managed: {resources: {limits: {memory: 100Mi}}}},
                     redis: {managed: {memory: 256Mi, resources: {requests: {memory: 128Mi}}}}}
                    """)))
        .containsExactly(
            "spec.kafka.managed.resources.limits.memory is 100Mi, with which it cannot start. Write"
                + " at least 256Mi.",
            "spec.redis.managed.resources.requests.memory is 128Mi, with which it cannot start."
                + " Write at least 272Mi.");
  }

  @Test
  void refusesAServiceWithoutRoomForItsHeap() {
    assertThat(
            validate(
                Stacks.stack(
                    """
                    {jvmProfile: Startup, order: {resources: {limits: {memory: 315Mi}}},
                     eureka: {resources: {requests: {memory: 64Mi}}},
                     user: {resources: {requests: {memory: 64Mi}, limits: {memory: 1Gi}}}}
                    """)))
        .containsExactly(
            "spec.eureka.resources.requests.memory is 64Mi, with which it cannot start. Write at"
                + " least 189Mi.",
            "spec.order.resources.limits.memory is 315Mi, with which it cannot start. Write at"
                + " least 316Mi.");
  }

  @Test
  void refusesTimeZoneThatDoesNotExist() {
    for (String known : List.of("UTC", "Asia/Seoul", "Asia/Kathmandu", "Etc/GMT+9")) {
      assertThat(validate(Stacks.stack("{timeZone: %s}".formatted(known)))).isEmpty();
    }
    assertThat(validate(Stacks.stack("{timeZone: Asia/Seul}")))
        .containsExactly(
            "spec.timeZone is Asia/Seul, which is no time zone of the IANA database. Write a name"
                + " such as Asia/Seoul or UTC.");
  }

  @Test
  void refusesAVariableTwice() {
    assertThat(validate(Stacks.stack("{order: {env: [{name: A, value: x}, {name: A, value: y}]}}")))
        .containsExactly("spec.order.env has A twice. Keep one of them.");
  }

  private static Map<String, Secret> found(EcommerceStack stack) {
    Map<String, Secret> found = new HashMap<>();
    Validator.referencedSecrets(stack).forEach(name -> found.put(name, Stacks.brought(name)));
    found.put("worker", Stacks.secret("worker", Map.of("token", "t")));
    return found;
  }

  private static List<String> validate(EcommerceStack stack) {
    return Validator.validate(stack, Stacks.TOPOLOGY);
  }
}

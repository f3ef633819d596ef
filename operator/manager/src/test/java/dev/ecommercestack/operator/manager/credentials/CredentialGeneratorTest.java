package dev.ecommercestack.operator.manager.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CredentialGeneratorTest {
  private static final Map<String, String> MARKS = Map.of("instance", "shop", "managed-by", "us");
  private static final CredentialRequest REQUEST =
      new CredentialRequest(
          "shop-kafka-admin",
          "kafka",
          Map.of("instance", "shop", "managed-by", "us", "component", "kafka"),
          MARKS,
          Map.of(
              "username", new ValueSource.Fixed("admin"),
              "password", new ValueSource.Password(32),
              "cluster-id", new ValueSource.KafkaClusterId()));

  @Test
  void aNewSecretHasEveryKeyAndNoOwner() {
    Secret secret = generator(1).complete(stack(), REQUEST, null);
    assertThat(secret.getMetadata().getName()).isEqualTo("shop-kafka-admin");
    assertThat(secret.getMetadata().getNamespace()).isEqualTo("shops");
    assertThat(secret.getMetadata().getLabels()).containsAllEntriesOf(REQUEST.labels());
    assertThat(secret.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(value(secret, "username")).isEqualTo("admin");
    assertThat(value(secret, "password")).matches("[A-Za-z0-9]{32}");
  }

  @Test
  void whatIsThereIsKept() {
    Secret before = existing(Map.of("password", encoded("mine"), "other", encoded("too")));
    Secret after = generator(1).complete(stack(), REQUEST, before);
    assertThat(value(after, "password")).isEqualTo("mine");
    assertThat(value(after, "other")).isEqualTo("too");
    assertThat(value(after, "username")).isEqualTo("admin");
    assertThat(after.getMetadata()).isEqualTo(before.getMetadata());
  }

  @Test
  void anEmptyValueIsMissing() {
    Secret after = generator(1).complete(stack(), REQUEST, existing(Map.of("password", "")));
    assertThat(value(after, "password")).hasSize(32);
  }

  @Test
  void aCompleteSecretIsReturnedAsItIs() {
    Secret complete = generator(1).complete(stack(), REQUEST, existing(Map.of()));
    assertThat(generator(2).complete(stack(), REQUEST, complete)).isSameAs(complete);
  }

  @Test
  void aSecretOfSomebodyElseIsLeftAlone() {
    Secret foreign =
        new SecretBuilder(existing(Map.of()))
            .editMetadata()
            .withLabels(Map.of("instance", "other", "managed-by", "us"))
            .endMetadata()
            .build();
    assertThatThrownBy(() -> generator(1).complete(stack(), REQUEST, foreign))
        .isInstanceOf(ForeignSecretException.class)
        .hasMessage(
            "Secret shop-kafka-admin lacks the labels of stack shop and is left alone. If it is this"
                + " stack's own, give it the labels instance=shop and managed-by=us.");
  }

  @Property(tries = 300)
  void clusterIdsAreWhatKafkaTakes(@ForAll long seed) {
    String id = value(generator(seed).complete(stack(), REQUEST, null), "cluster-id");
    assertThat(id).doesNotStartWith("-").hasSize(22);
    assertThat(Base64.getUrlDecoder().decode(id)).hasSize(16);
  }

  @Property(tries = 100)
  void passwordsDiffer(@ForAll long seed) {
    var generator = generator(seed);
    Set<String> keys = Set.of("a", "b", "c");
    var request =
        new CredentialRequest(
            "s",
            "c",
            Map.of(),
            Map.of(),
            Map.of(
                "a", new ValueSource.Password(32),
                "b", new ValueSource.Password(32),
                "c", new ValueSource.Password(32)));
    Secret secret = generator.complete(stack(), request, null);
    assertThat(keys.stream().map(key -> value(secret, key)).distinct()).hasSize(3);
  }

  private static CredentialGenerator generator(long seed) {
    return new CredentialGenerator(new Random(seed));
  }

  private static EcommerceStack stack() {
    EcommerceStack stack = new EcommerceStack();
    stack.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("shops").build());
    return stack;
  }

  private static Secret existing(Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("shop-kafka-admin")
        .withNamespace("shops")
        .withLabels(MARKS)
        .withResourceVersion("7")
        .endMetadata()
        .withData(data)
        .build();
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static String value(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }
}

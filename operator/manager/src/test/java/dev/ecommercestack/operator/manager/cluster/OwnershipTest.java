package dev.ecommercestack.operator.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.operator.manager.plan.stack.Labels;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretFluent;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private final EcommerceStack shop = shop();

  @Test
  void whatTheStackControlsIsOurs() {
    assertThat(of(controlledBy("EcommerceStack", "shop", "uid-1"))).isEqualTo(Ownership.OURS);
  }

  @Test
  void whatAStackOfTheSameNameLeftBehindIsAdopted() {
    var labelled = secret().addToLabels(Labels.stack("shop")).endMetadata();
    assertThat(Ownership.of(labelled.build(), shop)).isEqualTo(Ownership.OURS);
  }

  @Test
  void whatADeletedStackStillControlsIsLeaving() {
    assertThat(of(controlledBy("EcommerceStack", "shop", "uid-0")))
        .isEqualTo(Ownership.BEING_DELETED);
  }

  @Test
  void whatIsBeingDeletedIsLeaving() {
    assertThat(of(secret().withDeletionTimestamp("2026-01-01T00:00:00Z")))
        .isEqualTo(Ownership.BEING_DELETED);
  }

  @Test
  void whatSomebodyElseControlsIsForeignWhateverItsLabels() {
    var object = controlledBy("Certificate", "tls", "uid-9").addToLabels(Labels.stack("shop"));
    assertThat(of(object)).isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void whatCarriesTheNameByChanceIsForeign() {
    assertThat(of(secret())).isEqualTo(Ownership.FOREIGN);
    assertThat(of(secret().addToLabels(Labels.stack("other")))).isEqualTo(Ownership.FOREIGN);
  }

  @Test
  void adviceNamesTheOtherStackAndDestroysNothing() {
    assertThat(advice(secret().addToLabels(Labels.stack("shop-kafka"))))
        .isEqualTo(
            "Secret shop-kafka-admin belongs to EcommerceStack shop-kafka and is left alone: name this"
                + " stack differently, or create it in another namespace");
  }

  @Test
  void adviceNamesTheController() {
    assertThat(advice(controlledBy("Certificate", "tls", "uid-9")))
        .startsWith("Secret shop-kafka-admin belongs to Certificate tls and is left alone: ");
  }

  @Test
  void adviceNamesTheToolThatManagesTheObject() {
    var release =
        secret().addToLabels(Labels.INSTANCE, "queue").addToLabels(Labels.MANAGED_BY, "Helm");
    assertThat(advice(release))
        .startsWith("Secret shop-kafka-admin belongs to queue, managed by Helm, and is left alone");
  }

  @Test
  void adviceSaysHowTheStackAdoptsWhatNobodyOwns() {
    assertThat(advice(secret()))
        .isEqualTo(
            "Secret shop-kafka-admin has no known owner and is left alone: name this stack"
                + " differently, or create it in another namespace; if the object is this stack's own,"
                + " give it the labels app.kubernetes.io/instance=shop and"
                + " app.kubernetes.io/managed-by=ecommerce-stack-operator");
  }

  private String advice(SecretFluent<SecretBuilder>.MetadataNested<SecretBuilder> metadata) {
    return Ownership.advice(metadata.endMetadata().build(), shop);
  }

  private Ownership of(SecretFluent<SecretBuilder>.MetadataNested<SecretBuilder> metadata) {
    return Ownership.of(metadata.endMetadata().build(), shop);
  }

  private static SecretFluent<SecretBuilder>.MetadataNested<SecretBuilder> secret() {
    return new SecretBuilder().withNewMetadata().withName("shop-kafka-admin");
  }

  private static SecretFluent<SecretBuilder>.MetadataNested<SecretBuilder> controlledBy(
      String kind, String name, String uid) {
    return secret()
        .addNewOwnerReference()
        .withKind(kind)
        .withName(name)
        .withUid(uid)
        .withController(true)
        .endOwnerReference();
  }

  private static EcommerceStack shop() {
    var stack = new EcommerceStack();
    stack.getMetadata().setName("shop");
    stack.getMetadata().setUid("uid-1");
    return stack;
  }
}

package dev.ecommercestack.operator.manager;

import static dev.ecommercestack.operator.manager.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStack;
import dev.ecommercestack.testing.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may write a stack, by the roles and the admission policy of the manifests. */
class SecretAccessIT extends StackFixture {
  private static final String SMTP =
      "{suspend: true, mail: {smtp: {host: smtp, from: 'a@b', credentials: {name: smtp}}}}";
  private static final String OTHER =
      "{suspend: true, user: {env: [{name: KEY, secret: {name: other, key: k}}]}}";

  private final KubernetesClient author = as("author");

  @BeforeEach
  void letTheAuthorWriteStacks() {
    bind("author", "ClusterRole", "ecommerce-stack-view");
    bind("author", "ClusterRole", "ecommerce-stack-edit");
    eventually()
        .untilAsserted(
            () ->
                assertThat(refusal(author, OTHER))
                    .as("policy and role are in force")
                    .contains("ecommerce-stack-secrets"));
  }

  @Test
  void anAuthorNamesOnlySecretsThatHeMayRead() {
    assertThat(refusal(author, "{suspend: true}")).isNull();
    assertThat(refusal(author, SMTP))
        .contains("spec.mail.smtp.credentials names the Secret smtp, which author may not read")
        .contains("a Role with the verb \"get\" on that Secret of namespace " + shop.namespace());

    mayRead("author", "smtp");
    eventually().untilAsserted(() -> assertThat(refusal(author, SMTP)).isNull());
    assertThat(refusal(author, OTHER)).contains("spec.user.env[KEY].secret names the Secret other");
  }

  @Test
  void whoReadsAllSecretsMayNameAnyNumber() {
    String names =
        IntStream.rangeClosed(1, 20)
            .mapToObj("{name: K%1$d, secret: {name: s%1$d, key: k}}"::formatted)
            .collect(Collectors.joining(", "));
    String many = "{suspend: true, worker: {env: [%s]}}".formatted(names);
    assertThat(refusal(shop.client(), many)).isNull();

    mayRead(
        "author", IntStream.rangeClosed(1, 16).mapToObj("s%d"::formatted).toArray(String[]::new));
    eventually()
        .untilAsserted(
            () -> assertThat(refusal(author, many)).contains("more than 16 different Secrets"));
  }

  @Test
  void aStackOfAnotherCanBePausedButNotChangedBySomebodyWhoMayNotReadItsSecrets() {
    shop.create(SMTP);
    var stack =
        author.resources(EcommerceStack.class).inNamespace(shop.namespace()).withName(Shop.NAME);
    stack.patch(
        PatchContext.of(PatchType.JSON_MERGE),
        "{\"metadata\":{\"annotations\":{\"ecommercestack.dev/paused\":\"true\"}}}");
    assertThat(
            refusal(
                () ->
                    stack.patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"user\":{\"image\":\"example/mine:1\"}}}")))
        .contains("names the Secret smtp");
  }

  /** What the API server answers to a stack with this spec, null when it accepts it. */
  private @Nullable String refusal(KubernetesClient client, String spec) {
    var stack =
        Serialization.unmarshal(
            """
            apiVersion: ecommercestack.dev/v1alpha1
            kind: EcommerceStack
            metadata: {name: dry, namespace: %s}
            spec: %s
            """
                .formatted(shop.namespace(), spec),
            EcommerceStack.class);
    return refusal(() -> client.resource(stack).dryRun().create());
  }

  private static @Nullable String refusal(Runnable request) {
    try {
      request.run();
      return null;
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).as(refused.getMessage()).isEqualTo(403);
      return String.valueOf(refused.getMessage());
    }
  }

  private void mayRead(String user, String... secrets) {
    apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: read, namespace: %s}
        rules: [{apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: [%s]}]
        """
            .formatted(shop.namespace(), String.join(", ", List.of(secrets))));
    bind(user, "Role", "read");
  }

  private void bind(String user, String kind, String role) {
    apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: %s-%s, namespace: %s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]
        """
            .formatted(role, kind.toLowerCase(Locale.ROOT), shop.namespace(), kind, role, user));
  }

  private void apply(String yaml) {
    shop.client().resource(yaml).serverSideApply();
  }

  private static KubernetesClient as(String user) {
    Config config = Config.fromKubeconfig(ApiServer.start().kubeconfig());
    config.setImpersonateUsername(user);
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

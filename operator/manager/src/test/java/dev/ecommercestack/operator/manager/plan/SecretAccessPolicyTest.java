package dev.ecommercestack.operator.manager.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The places of a spec that name a Secret: the types of the spec have them, the admission policy
 * protects them, and {@link SecretReference} reads them.
 */
class SecretAccessPolicyTest {
  private static final Path POLICY =
      Path.of(
          System.getProperty("repository.root", "../.."),
          "manifests",
          "operator",
          "secret-access.yaml");

  /** Not needed before the stack is ready: cert-manager may make it. */
  private static final String TLS = "spec.gateway.expose.tls";

  @Test
  void thePolicyKnowsEveryPlaceThatNamesASecret() throws IOException {
    Set<String> places =
        Pattern.compile("'path': '(spec[^']*)'( \\+ it.name \\+ '\\]([^']*)')?")
            .matcher(Files.readString(POLICY))
            .results()
            .map(
                match ->
                    match.group(3) == null ? match.group(1) : match.group(1) + "]" + match.group(3))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(places).isEqualTo(places("spec", EcommerceStackSpec.class));
  }

  @Test
  void theOperatorReadsEveryPlaceThatNamesASecret() {
    String env = "env: [{name: A, secret: {name: a, key: k}}]";
    String external = "credentials: {name: b}, tls: {caSecret: {name: c}}";
    EcommerceStackSpec spec =
        Stacks.stack(
                """
                {images: {pullSecrets: [{name: p}]},
                 mail: {smtp: {host: smtp, from: 'a@b', credentials: {name: b}}},
                 kafka: {external: {bootstrapServers: 'k:9093', %2$s}},
                 rabbitmq: {external: {host: r, %2$s}}, redis: {external: {host: r, %2$s}},
                 postgresql: {external: {host: p, %2$s}},
                 eureka: {%1$s}, gateway: {%1$s}, user: {%1$s}, product: {%1$s}, event: {%1$s},
                 order: {%1$s}, worker: {%1$s}}
                """
                    .formatted(env, external))
            .getSpec();
    Set<String> read =
        SecretReference.of(spec).stream()
            .map(reference -> reference.path().replaceAll("\\[A]", "[]").replace("s[0]", "s"))
            .collect(Collectors.toCollection(TreeSet::new));
    read.add(TLS);
    assertThat(read).isEqualTo(places("spec", EcommerceStackSpec.class));
  }

  private static Set<String> places(String path, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component -> places(path + "." + component.getName(), component))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> places(String path, RecordComponent component) {
    Type type = component.getGenericType();
    if (type instanceof ParameterizedType list && component.getType() == java.util.List.class) {
      Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
      return element == SecretRef.class
          ? Stream.of(path)
          : element.isRecord() ? places(path + "[]", element).stream() : Stream.empty();
    }
    Class<?> plain = component.getType();
    if (plain == SecretRef.class || plain == SecretKeyRef.class) {
      return Stream.of(path);
    }
    return plain.isRecord() ? places(path, plain).stream() : Stream.empty();
  }
}

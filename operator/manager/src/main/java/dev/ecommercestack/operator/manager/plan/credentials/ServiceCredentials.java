package dev.ecommercestack.operator.manager.plan.credentials;

import dev.ecommercestack.contracts.declare.CredentialFiles;
import dev.ecommercestack.operator.api.v1alpha1.MailSpec;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretKeyRef;
import dev.ecommercestack.operator.api.v1alpha1.secret.SecretRef;
import dev.ecommercestack.operator.manager.credentials.CredentialKeys;
import dev.ecommercestack.operator.manager.plan.pod.Mount;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.ObjectNames;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
import dev.ecommercestack.operator.manager.plan.stack.UserVariables;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one service: files in one directory, which no other service sees.
 *
 * @param scope the stack
 * @param service the service
 */
public record ServiceCredentials(StackScope scope, String service) {
  /** The worker's files with the login at the mail server. */
  static final String MAIL_USERNAME = "mail-username";

  static final String MAIL_PASSWORD = "mail-password";

  /** Some keys of one Secret, and the file that each becomes. */
  private record Source(String secret, Map<String, String> filesByKey) {
    static Source of(String secret, Collection<String> keys) {
      Map<String, String> files = new TreeMap<>();
      keys.forEach(key -> files.put(key, key));
      return new Source(secret, files);
    }
  }

  /** Returns the mount of the directory. */
  public Mount mount() {
    List<Source> sources = new ArrayList<>(sourcesReadAtStart());
    sources.addAll(sourcesReadAgain());
    sources.forEach(it -> it.filesByKey().keySet().forEach(key -> scope.secret(it.secret(), key)));
    List<VolumeProjection> files =
        sources.stream().map(it -> Mount.secretItems(it.secret(), it.filesByKey())).toList();
    return Mount.projected("credentials", CredentialFiles.DEFAULT_DIRECTORY, files);
  }

  /** Returns every value that the service reads only when it starts, by file or variable. */
  public Map<String, String> valuesReadAtStart() {
    Map<String, String> values = new TreeMap<>();
    for (Source source : sourcesReadAtStart()) {
      source
          .filesByKey()
          .forEach((key, file) -> values.put(file, scope.secret(source.secret(), key)));
    }
    for (EnvironmentVariable variable : UserVariables.of(scope.service(service))) {
      SecretKeyRef secret = variable.secret();
      if (secret != null) {
        values.put("env " + variable.name(), scope.secret(secret.name(), secret.key()));
      }
    }
    return values;
  }

  private List<Source> sourcesReadAtStart() {
    List<Source> sources = new ArrayList<>();
    Collection<String> own = new TreeSet<>(CredentialsPlan.keys(scope, service));
    own.remove(CredentialKeys.REGISTRY_PASSWORD);
    if (!own.isEmpty()) {
      sources.add(Source.of(ObjectNames.serviceCredentials(scope.name(), service), own));
    }
    if (service.equals(Components.USER)) {
      sources.add(
          Source.of(
              ObjectNames.shopAdmin(scope.name()),
              List.of(CredentialKeys.ADMIN_EMAIL, CredentialKeys.ADMIN_PASSWORD)));
    }
    SecretRef mail = mailLogin();
    if (service.equals(Components.WORKER) && mail != null) {
      sources.add(
          new Source(
              mail.name(),
              Map.of(
                  CredentialFiles.USERNAME, MAIL_USERNAME,
                  CredentialFiles.PASSWORD, MAIL_PASSWORD)));
    }
    return sources;
  }

  /** These files are read at every use, so a change needs no restart. */
  private List<Source> sourcesReadAgain() {
    Source own =
        new Source(
            ObjectNames.serviceCredentials(scope.name(), service),
            Map.of(CredentialKeys.REGISTRY_PASSWORD, CredentialKeys.REGISTRY_PASSWORD));
    Stream<Source> checked =
        switch (service) {
          case Components.USER ->
              secretsOf(
                  CredentialsPlan.SERVICE_TOKEN_CLIENTS,
                  CredentialKeys.SERVICE_SECRET,
                  CredentialKeys.SERVICE_SECRETS);
          case Components.EUREKA ->
              secretsOf(
                  scope.topology().services(),
                  CredentialKeys.REGISTRY_PASSWORD,
                  CredentialKeys.REGISTRY_PASSWORDS);
          default -> Stream.of();
        };
    return Stream.concat(Stream.of(own), checked).toList();
  }

  /** What a service checks: the same key of the credentials of others, a file for each. */
  private Stream<Source> secretsOf(Collection<String> holders, String key, String directory) {
    return holders.stream()
        .map(
            holder ->
                new Source(
                    ObjectNames.serviceCredentials(scope.name(), holder),
                    Map.of(key, directory + "/" + holder)));
  }

  private @Nullable SecretRef mailLogin() {
    MailSpec mail = scope.spec().mail();
    return mail == null ? null : mail.smtp().credentials();
  }
}

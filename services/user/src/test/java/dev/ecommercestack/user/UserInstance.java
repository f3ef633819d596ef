package dev.ecommercestack.user;

import dev.ecommercestack.testing.services.Answer;
import dev.ecommercestack.testing.services.Database;
import dev.ecommercestack.testing.services.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running instance of the service, spoken to over HTTP. */
final class UserInstance implements AutoCloseable {
  static final String PASSWORD = "correct horse battery staple";

  private final RunningService service;
  private final List<String> arguments;

  private UserInstance(List<String> arguments) {
    this.service = RunningService.start(UserApplication.class, arguments);
    this.arguments = List.copyOf(arguments);
  }

  static UserInstance start(Database database, Credentials credentials, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + database.url(),
                "--CREDENTIALS_DIR=" + credentials.directory(),
                "--user.password.patience=30s",
                "--user.keys.reload=200ms"));
    arguments.addAll(List.of(more));
    return new UserInstance(arguments);
  }

  /** Starts another instance beside this one, with settings that win over those of this one. */
  UserInstance another(String... more) {
    List<String> all = new ArrayList<>(arguments);
    for (String argument : more) {
      String name = argument.substring(0, argument.indexOf('=') + 1);
      all.removeIf(known -> known.startsWith(name));
      all.add(argument);
    }
    return new UserInstance(all);
  }

  <T> T bean(Class<T> type) {
    return service.bean(type);
  }

  Answer signUp(String email) {
    return post(
        "/api/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "name", "Mina"));
  }

  Answer logIn(String email, String password) {
    return post("/api/v1/auth/login", Map.of("email", email, "password", password));
  }

  Answer refresh(String refreshToken) {
    return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
  }

  Answer me(String accessToken) {
    return send("GET", "/api/v1/users/me", null, accessToken);
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, body, null);
  }

  Answer send(
      String method,
      String path,
      @Nullable Map<String, ?> body,
      @Nullable String accessToken,
      String... headers) {
    return service.send(method, path, body, accessToken, headers);
  }

  /** A number that operators watch. */
  double metric(String nameAndLabels) {
    return service.metric(nameAndLabels);
  }

  int health(String group) {
    return service.health(group);
  }

  @Override
  public void close() {
    service.close();
  }
}

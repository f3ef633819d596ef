package dev.ecommercestack.user;

import dev.ecommercestack.testing.services.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of mounted credentials, as a pod has it. */
record Credentials(Path directory) {
  static final String ADMIN_EMAIL = "admin@shop.example";
  static final String ADMIN_PASSWORD = "from-the-credentials-file";
  static final String ORDER_SECRET = "secret-of-the-service-order";
  static final String EVENT_SECRET = "secret-of-the-service-event";

  static Credentials create() {
    try {
      return new Credentials(Files.createTempDirectory("user-credentials"))
          .write("postgresql-username", Database.OWNER)
          .write("postgresql-password", "unused")
          .write("admin-email", ADMIN_EMAIL)
          .write("admin-password", ADMIN_PASSWORD)
          .write("user-encryption-key", "0123456789abcdef0123456789abcdef\n")
          .write("service-secrets/order", ORDER_SECRET)
          .write("service-secrets/event", EVENT_SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Credentials write(String file, String content) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ecommercestack.platform.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The passwords of applications: a file per application, named after it, read at every check, so
 * that a rotated password is valid as soon as the file changes.
 *
 * <p>A file may have several lines, each a valid password of at least 16 characters: the old and
 * the new one, during a rotation. A check reads one small file, so a cache would save nothing.
 */
public final class PasswordFiles {
  private static final Logger log = LoggerFactory.getLogger(PasswordFiles.class);
  // Also prevents path traversal.
  private static final Pattern APPLICATION_NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int MIN_LENGTH = 16;
  private static final List<String> DUMMY_PASSWORDS = List.of("no application has this password");

  private final Path directory;

  /**
   * @param directory the directory of the files; it may be missing, then no password is valid
   */
  public PasswordFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns whether a password is one of the application's. The duration depends neither on the
   * matching part of the password nor on the existence of the application.
   *
   * @param application the name of the application, as the client sent it
   * @param presented the password, as the client sent it
   */
  public boolean matches(String application, String presented) {
    List<String> passwords = read(application);
    byte[] candidate = digest(presented);
    boolean matches = false;
    for (String password : passwords.isEmpty() ? DUMMY_PASSWORDS : passwords) {
      matches |= MessageDigest.isEqual(digest(password), candidate);
    }
    return matches && !passwords.isEmpty();
  }

  private List<String> read(String application) {
    if (!APPLICATION_NAME.matcher(application).matches()) {
      return List.of();
    }
    try {
      List<String> lines =
          Files.readAllLines(directory.resolve(application)).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.stream().anyMatch(line -> line.length() < MIN_LENGTH)) {
        log.warn(
            "The credentials file {}/{} has a line of fewer than {} characters, which is ignored: create one with"
                + " `openssl rand -base64 32`",
            directory.getFileName(),
            application,
            MIN_LENGTH);
      }
      return lines.stream().filter(line -> line.length() >= MIN_LENGTH).toList();
    } catch (NoSuchFileException unknown) {
      return List.of();
    } catch (IOException e) {
      log.warn(
          "The credentials file {}/{} cannot be read: {}",
          directory.getFileName(),
          application,
          e.toString());
      return List.of();
    }
  }

  private static byte[] digest(String password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256", e);
    }
  }
}

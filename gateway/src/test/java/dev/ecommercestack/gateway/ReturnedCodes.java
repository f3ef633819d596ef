package dev.ecommercestack.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The error codes that tests have received, which {@code make api-report} counts. */
final class ReturnedCodes {
  private static final Path FILE = Path.of("target/problem-codes.txt");
  private static final Set<String> CODES = ConcurrentHashMap.newKeySet();

  private ReturnedCodes() {}

  /** Returns the code, after it was added to the file. */
  static String add(String code) {
    if (!code.isEmpty() && CODES.add(code)) {
      try {
        Files.writeString(FILE, code + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return code;
  }
}

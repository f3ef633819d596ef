package dev.ecommercestack.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Migrations run while version N-1 serves: an index on a table that may have grown must not keep it
 * from writing.
 */
class MigrationsTest {
  /** Of before the first release: nobody has a table on which they could take long. */
  private static final Set<String> NEVER_UPGRADED_TO =
      Set.of("V2__orders_by_time.sql", "V1_2__catalog_imports.sql");

  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern TABLE =
      Pattern.compile("create table (?:if not exists )?([a-z_0-9.]+)");
  private static final Pattern INDEX =
      Pattern.compile("create (?:unique )?index (concurrently )?([a-z_0-9]+) on ([a-z_0-9.]+)");
  private static final Pattern ANY_INDEX = Pattern.compile("create (?:unique )?index\\b");

  @TestFactory
  Stream<DynamicTest> indexesOnTablesOfBeforeAreMadeConcurrently() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../.."), 9)) {
      return files
          .filter(file -> file.toString().contains("src/main/resources/db/"))
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !NEVER_UPGRADED_TO.contains(file.getFileName().toString()))
          .toList()
          .stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.toString(),
                      () -> assertThat(complaints(read(file), configuration(file))).isEmpty()));
    }
  }

  @Test
  void theRuleHasTeeth() {
    String index = "create index note_by_owner on note (owner);";
    String concurrent = "create unique index concurrently note_by_owner on note (owner);";
    String drop = "drop index concurrently if exists note_by_owner;";
    String apart = "executeInTransaction=false";
    assertThat(complaints("create table note (id uuid);\n" + index, "")).isEmpty();
    assertThat(complaints(drop + "\n" + concurrent, apart)).isEmpty();
    assertThat(complaints("-- create table note\n" + index, "")).hasSize(1);
    assertThat(complaints("create  INDEX\n on note (owner);", "")).hasSize(1);
    assertThat(complaints(concurrent, apart)).hasSize(1);
    assertThat(complaints(drop + "\n" + concurrent, "")).hasSize(1);
    assertThat(complaints("drop table a;" + drop + concurrent, apart)).hasSize(1);
  }

  private static List<String> complaints(String sql, String configuration) {
    String text =
        COMMENT
            .matcher(sql)
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", " ")
            .strip();
    Set<String> made = Set.copyOf(TABLE.matcher(text).results().map(m -> m.group(1)).toList());
    List<MatchResult> indexes = INDEX.matcher(text).results().toList();
    List<String> complaints = new ArrayList<>();
    if (ANY_INDEX.matcher(text).results().count() != indexes.size()) {
      complaints.add("write: create index NAME on TABLE (...)");
    }
    for (MatchResult index : indexes) {
      String name = index.group(2);
      if (index.group(1) == null) {
        if (!made.contains(index.group(3))) {
          complaints.add(name + " keeps " + index.group(3) + " from writing: make it concurrently");
        }
      } else if (!text.matches(
          "drop index concurrently if exists %s; ?create [^;]*;".formatted(name))) {
        complaints.add(
            "a file with only: drop index concurrently if exists %s; create index concurrently ..."
                .formatted(name));
      } else if (!configuration.contains("executeInTransaction=false")) {
        complaints.add("beside it a file of its name and .conf with executeInTransaction=false");
      }
    }
    return complaints;
  }

  private static String configuration(Path file) {
    Path configuration = file.resolveSibling(file.getFileName() + ".conf");
    return Files.exists(configuration) ? read(configuration) : "";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ecommercestack.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A simple class name means one thing within a module and the platform that it is built on. */
class SimpleNamesTest {
  private static final Path ROOT = Path.of("..");
  private static final String SOURCES = "/src/main/java/";
  private static final String PLATFORM = "services/platform";
  private static final Set<String> NOT_SOURCES = Set.of("target", "build", ".git");

  private static final Pattern NESTED_TYPE =
      Pattern.compile(
          "^ +(?:(?:public|protected|private|static|final|sealed|non-sealed|abstract) +)*"
              + "(?:class|record|interface|enum|@interface) +([A-Z]\\w*)",
          Pattern.MULTILINE);

  /** By module, the files of main code by their simple class name. */
  private static final Map<String, Map<String, List<Path>>> MODULES = new TreeMap<>();

  @BeforeAll
  static void findFiles() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            add(ROOT.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(MODULES.keySet())
        .contains("gateway", "operator/manager", "services/order", PLATFORM);
  }

  private static void add(Path file) {
    String path = file.toString();
    int sources = path.indexOf(SOURCES);
    String name = file.getFileName().toString().replaceFirst("\\.java$", "");
    if (sources > 0 && path.endsWith(".java") && !name.endsWith("-info")) {
      // The modules of the platform are one: services use them together.
      String module = path.startsWith(PLATFORM) ? PLATFORM : path.substring(0, sources);
      MODULES
          .computeIfAbsent(module, unused -> new TreeMap<>())
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(file);
    }
  }

  @Test
  void noTopLevelNameIsUsedTwiceInAModule() {
    List<String> repeated = new ArrayList<>();
    MODULES.forEach(
        (module, names) ->
            names.forEach(
                (name, files) -> {
                  if (files.size() > 1) {
                    repeated.add(name + ": " + files);
                  }
                }));
    assertThat(repeated).as("One name for two types: rename one of them.").isEmpty();
  }

  @Test
  void noTopLevelNameIsUsedInAModuleAndInThePlatform() {
    Map<String, List<Path>> platform = MODULES.getOrDefault(PLATFORM, Map.of());
    List<String> repeated = new ArrayList<>();
    MODULES.forEach(
        (module, names) -> {
          if (usesThePlatform(module)) {
            names.forEach(
                (name, files) -> {
                  if (platform.containsKey(name)) {
                    repeated.add(name + ": " + files + " and " + platform.get(name));
                  }
                });
          }
        });
    assertThat(repeated).as("One name for two types: rename one of them.").isEmpty();
  }

  @Test
  void noNestedTypeIsNamedLikeATopLevelOneOfItsModule() throws IOException {
    List<String> repeated = new ArrayList<>();
    for (Map<String, List<Path>> names : MODULES.values()) {
      for (List<Path> files : names.values()) {
        for (Path file : files) {
          NESTED_TYPE
              .matcher(Files.readString(ROOT.resolve(file)))
              .results()
              .map(type -> type.group(1))
              .filter(names::containsKey)
              .forEach(name -> repeated.add(name + ": in " + file + " and " + names.get(name)));
        }
      }
    }
    assertThat(repeated).as("One name for two types: rename one of them.").isEmpty();
  }

  private static boolean usesThePlatform(String module) {
    return !module.equals(PLATFORM)
        && (module.startsWith("services/") || module.equals("gateway") || module.equals("eureka"));
  }
}

package dev.ecommercestack.contracts.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Markdown file of the repository.
 *
 * @param path the absolute path
 * @param lines the lines
 */
record MarkdownFile(Path path, List<Line> lines) {
  private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "build", "node_modules");

  /**
   * A line.
   *
   * @param number the number, from 1
   * @param text the text
   * @param code whether the line belongs to a fenced or indented code block
   */
  record Line(int number, String text, boolean code) {}

  /** Returns all files below a folder, except those of hidden folders and of build output. */
  static Stream<MarkdownFile> findAll(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> isSource(root.relativize(file)))
          .sorted()
          .toList()
          .stream()
          .map(MarkdownFile::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path relative) {
    return IntStream.range(0, relative.getNameCount())
        .mapToObj(i -> relative.getName(i).toString())
        .noneMatch(name -> name.startsWith(".") || SKIPPED_FOLDERS.contains(name));
  }

  static MarkdownFile read(Path path) {
    try {
      List<String> texts = Files.readAllLines(path);
      boolean[] code = new boolean[texts.size()];
      boolean fenced = false;
      for (int i = 0; i < code.length; i++) {
        String text = texts.get(i);
        boolean fence = text.stripLeading().startsWith("```");
        boolean indented = text.startsWith("    ") && (i == 0 || startsCode(texts, code, i));
        code[i] = fenced || fence || indented;
        fenced = fenced != fence;
      }
      return new MarkdownFile(
          path,
          IntStream.range(0, code.length)
              .mapToObj(i -> new Line(i + 1, texts.get(i), code[i]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indented text is code after a blank line, a heading or other code. */
  private static boolean startsCode(List<String> texts, boolean[] code, int line) {
    String before = texts.get(line - 1);
    return code[line - 1] || before.isBlank() || before.startsWith("#");
  }

  /** Returns the lines that are not code. */
  Stream<Line> proseLines() {
    return lines.stream().filter(line -> !line.code());
  }
}

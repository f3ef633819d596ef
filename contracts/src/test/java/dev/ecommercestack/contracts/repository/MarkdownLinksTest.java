package dev.ecommercestack.contracts.repository;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The links of the documentation lead somewhere: to files and headings that exist and, if the text
 * is {@code Class.method}, to a file that declares this method.
 */
class MarkdownLinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The number of links that a reader needs at most from README to any page. */
  private static final int MAX_LINKS_FROM_README = 3;

  private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]+)\\)");
  private static final Pattern ABSOLUTE = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");
  private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*)(?:\\.([a-z]\\w*))?");

  @Test
  void linksLeadToExistingTargets() {
    List<String> problems = new ArrayList<>();
    MarkdownFile.findAll(ROOT)
        .forEach(
            file ->
                links(file)
                    .forEach(
                        link ->
                            problem(link)
                                .forEach(
                                    problem ->
                                        problems.add(
                                            "%s:%d: [%s](%s): %s"
                                                .formatted(
                                                    ROOT.relativize(file.path()),
                                                    link.line(),
                                                    link.text(),
                                                    link.target(),
                                                    problem)))));
    assertThat(problems).isEmpty();
  }

  @Test
  void documentationIsReachedFromReadme() {
    Set<Path> reached = new HashSet<>(Set.of(ROOT.resolve("README.md")));
    for (int links = 0; links < MAX_LINKS_FROM_README; links++) {
      List.copyOf(reached).stream()
          .filter(path -> path.toString().endsWith(".md"))
          .flatMap(path -> links(MarkdownFile.read(path)))
          .map(Link::path)
          .forEach(reached::add);
    }
    Set<Path> missing =
        MarkdownFile.findAll(ROOT)
            .map(MarkdownFile::path)
            .filter(path -> !reached.contains(path))
            .map(ROOT::relativize)
            .collect(toCollection(TreeSet::new));
    assertThat(missing)
        .as("README leads to these pages by more than %d links.", MAX_LINKS_FROM_README)
        .isEmpty();
  }

  @Test
  void findsMethodDeclarations() {
    String source =
        """
        class A {
          A(int size) {
            called();
            return returned();
          }

          public static <T extends B> Map<String, T> generic(
              T value) {}

          @Override
          public void annotated() {}

          int[] array() {}
        }
        """;
    assertThat(Stream.of("generic", "annotated", "array").filter(name -> declares(source, name)))
        .hasSize(3);
    assertThat(Stream.of("called", "returned", "value").filter(name -> declares(source, name)))
        .isEmpty();
  }

  private static Stream<Link> links(MarkdownFile file) {
    return file.proseLines()
        .flatMap(
            line ->
                LINK.matcher(line.text())
                    .results()
                    .map(match -> Link.of(file.path(), line.number(), match)));
  }

  /** Returns what is wrong with a link: at most one problem. */
  private static Stream<String> problem(Link link) {
    if (ABSOLUTE.matcher(link.target()).matches()) {
      return Stream.empty();
    }
    if (!Files.exists(link.path())) {
      return Stream.of("there is no such file");
    }
    if (!link.heading().isEmpty() && !headings(link.path()).contains(link.heading())) {
      return Stream.of("the file has no such heading");
    }
    return link.path().toString().endsWith(".java") ? javaProblem(link) : Stream.empty();
  }

  private static Stream<String> javaProblem(Link link) {
    var name = CLASS.matcher(link.text().replace("`", ""));
    if (!name.matches()) {
      return Stream.empty();
    }
    if (!link.path().endsWith(name.group(1) + ".java")) {
      return Stream.of("the file is not that of the class");
    }
    String method = name.group(2);
    return method == null || declares(text(link.path()), method)
        ? Stream.empty()
        : Stream.of("the file declares no such method");
  }

  /** Returns whether a source has a line that declares a method: modifiers, a type, the name. */
  private static boolean declares(String source, String method) {
    return Pattern.compile(
            "^\\s+(?!return |throw |new |yield |else |assert |case )"
                + "(?:[\\w.@?&<>,\\[\\]]+ )+"
                + method
                + "\\(",
            Pattern.MULTILINE)
        .matcher(source)
        .find();
  }

  /** Returns the anchors that GitHub makes of the headings of a file. */
  private static Set<String> headings(Path path) {
    Set<String> anchors = new HashSet<>();
    MarkdownFile.read(path)
        .proseLines()
        .map(MarkdownFile.Line::text)
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(anchors::add);
    return anchors;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A link.
   *
   * @param line the number of its line
   * @param text the visible text of the link
   * @param target the target as it is written
   * @param path the file that it leads to
   * @param heading the anchor within the file; empty if there is none
   */
  private record Link(int line, String text, String target, Path path, String heading) {
    static Link of(Path file, int line, MatchResult match) {
      String target = match.group(2);
      int hash = target.indexOf('#');
      String path = hash < 0 ? target : target.substring(0, hash);
      boolean local = !path.isEmpty() && !ABSOLUTE.matcher(target).matches();
      return new Link(
          line,
          match.group(1),
          target,
          local ? file.resolveSibling(path).normalize() : file,
          hash < 0 ? "" : target.substring(hash + 1));
    }
  }
}

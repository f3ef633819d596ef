package dev.ecommercestack.gateway.route;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.http.HttpMethod;

/**
 * What services answer, read from the mappings in their source: the gateway has no class of theirs.
 */
final class Controllers {
  private static final Map<String, HttpMethod> MAPPINGS =
      Map.of(
          "GetMapping", HttpMethod.GET,
          "PostMapping", HttpMethod.POST,
          "PutMapping", HttpMethod.PUT,
          "PatchMapping", HttpMethod.PATCH,
          "DeleteMapping", HttpMethod.DELETE);

  private Controllers() {}

  /** A method of a path; variables are as in the mapping. */
  record Operation(String service, HttpMethod method, String path) {}

  static List<Operation> of(String service, Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.walk(sources);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(java));
      List<Operation> found = new ArrayList<>();
      task.parse().forEach(unit -> unit.accept(new Scanner(service, found), null));
      return found;
    }
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final String service;
    private final List<Operation> found;
    private List<String> prefixes = List.of("");

    Scanner(String service, List<Operation> found) {
      this.service = service;
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      List<String> outer = prefixes;
      type.getModifiers().getAnnotations().stream()
          .filter(annotation -> name(annotation).equals("RequestMapping"))
          .forEach(annotation -> prefixes = paths(annotation));
      super.visitClass(type, nothing);
      prefixes = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
        if (name(annotation).equals("RequestMapping")) {
          throw new IllegalStateException(
              "%s.%s: write @GetMapping or the like".formatted(service, method.getName()));
        }
        Optional.ofNullable(MAPPINGS.get(name(annotation)))
            .ifPresent(verb -> add(verb, paths(annotation)));
      }
      return null;
    }

    private void add(HttpMethod verb, List<String> paths) {
      for (String prefix : prefixes) {
        paths.forEach(path -> found.add(new Operation(service, verb, prefix + path)));
      }
    }

    private static String name(AnnotationTree annotation) {
      return annotation.getAnnotationType().toString();
    }

    private static List<String> paths(AnnotationTree annotation) {
      for (ExpressionTree argument : annotation.getArguments()) {
        if (!(argument instanceof AssignmentTree named)) {
          return texts(argument);
        }
        if (List.of("value", "path").contains(named.getVariable().toString())) {
          return texts(named.getExpression());
        }
      }
      return List.of("");
    }

    private static List<String> texts(Tree value) {
      return switch (value) {
        case LiteralTree text -> List.of(String.valueOf(text.getValue()));
        case NewArrayTree array -> {
          List<? extends ExpressionTree> elements = array.getInitializers();
          yield elements == null
              ? List.of()
              : elements.stream().flatMap(element -> texts(element).stream()).toList();
        }
        default -> throw new IllegalStateException("A path that is no literal: " + value);
      };
    }
  }
}

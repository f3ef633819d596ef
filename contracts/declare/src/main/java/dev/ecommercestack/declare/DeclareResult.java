package dev.ecommercestack.declare;

import dev.ecommercestack.declare.ChangeRecorder.Counts;
import java.util.List;

/**
 * The result of a run.
 *
 * @param counts the numbers of created, changed and unchanged objects
 * @param mismatches one message for each difference that an administrator must resolve
 * @param unreachable one message for each backing service that did not answer in time; a later run
 *     may succeed
 */
public record DeclareResult(Counts counts, List<String> mismatches, List<String> unreachable) {
  /** The exit status when the whole topology is declared. */
  public static final int EXIT_DECLARED = 0;

  /** The exit status when an administrator must resolve a difference. */
  public static final int EXIT_MISMATCH = 1;

  /** The exit status when a backing service did not answer in time. */
  public static final int EXIT_UNREACHABLE = 2;

  /** Makes the lists unmodifiable. */
  public DeclareResult {
    mismatches = List.copyOf(mismatches);
    unreachable = List.copyOf(unreachable);
  }

  /** Returns the result of a run that failed before a backing service was asked. */
  public static DeclareResult ofMismatch(String message) {
    return new DeclareResult(Counts.NONE, List.of(message), List.of());
  }

  /** Returns the program's exit status. */
  public int exitCode() {
    if (!mismatches.isEmpty()) {
      return EXIT_MISMATCH;
    }
    return unreachable.isEmpty() ? EXIT_DECLARED : EXIT_UNREACHABLE;
  }

  /** Returns the message for the administrator, in one line. */
  public String message() {
    if (exitCode() == EXIT_DECLARED) {
      return counts + ".";
    }
    return String.join(" ", mismatches)
        + (mismatches.isEmpty() || unreachable.isEmpty() ? "" : " ")
        + String.join(" ", unreachable);
  }
}

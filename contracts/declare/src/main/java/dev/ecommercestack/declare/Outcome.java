package dev.ecommercestack.declare;

import dev.ecommercestack.declare.Changes.Counts;
import java.util.List;

/**
 * What became of a run.
 *
 * @param counts how much was done
 * @param mismatches sentences for a person; another run says the same
 * @param unreachable sentences about who did not answer in time; another run may succeed
 */
public record Outcome(Counts counts, List<String> mismatches, List<String> unreachable) {
  /** The exit status when the topology is true. */
  public static final int DECLARED = 0;

  /** The exit status when a person must act. */
  public static final int MISMATCH = 1;

  /** The exit status when somebody did not answer in time. */
  public static final int UNREACHABLE = 2;

  /** Makes the lists unmodifiable. */
  public Outcome {
    mismatches = List.copyOf(mismatches);
    unreachable = List.copyOf(unreachable);
  }

  /** Returns the outcome of a run that could not begin. */
  public static Outcome refused(String sentence) {
    return new Outcome(Counts.NONE, List.of(sentence), List.of());
  }

  /** Returns the program's exit status. */
  public int exitCode() {
    if (!mismatches.isEmpty()) {
      return MISMATCH;
    }
    return unreachable.isEmpty() ? DECLARED : UNREACHABLE;
  }

  /** Returns what to tell the user, in one line. */
  public String sentence() {
    if (exitCode() == DECLARED) {
      return counts + ".";
    }
    return String.join(" ", mismatches)
        + (mismatches.isEmpty() || unreachable.isEmpty() ? "" : " ")
        + String.join(" ", unreachable);
  }
}

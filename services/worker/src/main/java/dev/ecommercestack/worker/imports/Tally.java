package dev.ecommercestack.worker.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of an import's rows, and knows the first ones that were refused. */
final class Tally {
  private static final int MAX_ERRORS = 100;

  private final TreeMap<Integer, RowError> errors = new TreeMap<>();
  private final Map<Integer, Integer> lines = new HashMap<>();
  private int accepted;
  private int refused;

  /** Notes on which line a row begins that has not been sent yet. */
  void begin(int row, int line) {
    lines.put(row, line);
  }

  /** Forgets the lines of the rows that are decided. */
  void sent() {
    lines.clear();
  }

  void refuse(RowError error) {
    refused++;
    note(error);
  }

  void add(ProductCatalog.Taken taken) {
    accepted += taken.accepted();
    refused += taken.refused();
    taken.errors().forEach(this::note);
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }

  /** Returns the first refused rows, in the order of the content. */
  List<RowError> errors() {
    return List.copyOf(errors.values());
  }

  private void note(RowError error) {
    errors.put(
        error.row(),
        new RowError(error.row(), lines.remove(error.row()), error.reason(), error.field()));
    if (errors.size() > MAX_ERRORS) {
      errors.pollLastEntry();
    }
  }
}

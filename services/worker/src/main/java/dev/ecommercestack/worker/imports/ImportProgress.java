package dev.ecommercestack.worker.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the accepted and refused rows of an import and collects the first refused ones. */
final class ImportProgress {
  private static final int MAX_REPORTED_ERRORS = 100;

  private final TreeMap<Integer, RowError> errors = new TreeMap<>();
  private final Map<Integer, Integer> lines = new HashMap<>();
  private int accepted;
  private int refused;

  /**
   * The progress up to a row.
   *
   * @param rows the number of the last row that was sent or refused
   * @param accepted the number of accepted rows
   * @param refused the number of refused rows
   * @param errors the first refused rows
   */
  record Checkpoint(int rows, int accepted, int refused, List<RowError> errors) {
    /** The progress of an import that begins. */
    static final Checkpoint NONE = new Checkpoint(0, 0, 0, List.of());

    Checkpoint {
      errors = List.copyOf(errors);
    }
  }

  ImportProgress(Checkpoint checkpoint) {
    accepted = checkpoint.accepted();
    refused = checkpoint.refused();
    checkpoint.errors().forEach(error -> errors.put(error.row(), error));
  }

  /**
   * Returns the progress of an import whose rows up to a number are all sent or refused.
   *
   * @param rows the number of the last row
   */
  Checkpoint checkpoint(int rows) {
    return new Checkpoint(rows, accepted, refused, errors());
  }

  /** Records the first line of a row that is about to be sent. */
  void begin(int row, int line) {
    lines.put(row, line);
  }

  /** Discards the recorded lines, after their rows were sent. */
  void clearLines() {
    lines.clear();
  }

  void refuse(RowError error) {
    refused++;
    addError(error);
  }

  void add(ProductClient.ImportRowsResponse response) {
    accepted += response.accepted();
    refused += response.refused();
    response.errors().forEach(this::addError);
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }

  /** Returns the first refused rows, ordered by row number. */
  List<RowError> errors() {
    return List.copyOf(errors.values());
  }

  private void addError(RowError error) {
    errors.put(
        error.row(),
        new RowError(error.row(), lines.remove(error.row()), error.reason(), error.field()));
    if (errors.size() > MAX_REPORTED_ERRORS) {
      errors.pollLastEntry();
    }
  }
}

package dev.ecommercestack.product.imports;

import dev.ecommercestack.common.problem.ProblemException;
import dev.ecommercestack.product.catalog.Catalog;
import dev.ecommercestack.product.catalog.ProductDetails;
import dev.ecommercestack.product.category.Categories;
import dev.ecommercestack.product.imports.ImportResponse.RowError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over lists of products. A row that is wrong is refused, the others are taken. Each row of a
 * job takes effect once; sent again, it gets its first answer.
 */
@Service
class CatalogImport {
  private final Catalog catalog;
  private final Categories categories;
  private final ImportTable table;
  private final UploadTable uploads;
  private final Validator validator;

  CatalogImport(
      Catalog catalog,
      Categories categories,
      ImportTable table,
      UploadTable uploads,
      Validator validator) {
    this.catalog = catalog;
    this.categories = categories;
    this.table = table;
    this.uploads = uploads;
    this.validator = validator;
  }

  /**
   * Takes rows over, all of them in one transaction.
   *
   * @throws ProblemException 400 {@code invalid_row} if rows are not numbered from 1, each once
   */
  @Transactional
  ImportResponse take(UUID jobId, List<ImportRow> given) {
    SequencedMap<Integer, ImportRow> rows = numbered(given);
    table.lock(jobId);
    Map<Integer, RowOutcome> known = table.find(jobId, rows.keySet());
    List<RowError> errors = new ArrayList<>();
    List<RowOutcome> decided = new ArrayList<>();
    rows.forEach(
        (number, row) -> {
          RowOutcome outcome = known.get(number);
          if (outcome == null) {
            outcome = take(row);
            table.store(jobId, number, outcome);
            decided.add(outcome);
          }
          String reason = outcome.reason();
          if (reason != null) {
            errors.add(new RowError(number, reason, outcome.field()));
          }
        });
    int accepted = (int) decided.stream().filter(outcome -> outcome.reason() == null).count();
    uploads.count(jobId, accepted, decided.size() - accepted);
    return new ImportResponse(jobId, rows.size() - errors.size(), errors.size(), errors);
  }

  private RowOutcome take(ImportRow row) {
    Optional<String> wrong = wrongField(row);
    if (wrong.isPresent()) {
      return new RowOutcome("INVALID", wrong.get());
    }
    String name = row.category();
    @Nullable UUID category = name == null ? null : categories.named(name).orElse(null);
    if (name != null && category == null) {
      return new RowOutcome("CATEGORY_NOT_FOUND", "category");
    }
    if (catalog.withdrawn(row.sku())) {
      return new RowOutcome("PRODUCT_WITHDRAWN", "sku");
    }
    catalog.put(
        row.sku(),
        new ProductDetails(
            row.name(), Objects.requireNonNullElse(row.description(), ""), row.price(), category),
        Objects.requireNonNullElse(row.stock(), 0L));
    return RowOutcome.ACCEPTED;
  }

  private Optional<String> wrongField(ImportRow row) {
    return validator.validate(row).stream()
        .map(ConstraintViolation::getPropertyPath)
        .map(Object::toString)
        .min(Comparator.naturalOrder());
  }

  private static SequencedMap<Integer, ImportRow> numbered(List<ImportRow> list) {
    TreeMap<Integer, ImportRow> rows = new TreeMap<>();
    for (int i = 0; i < list.size(); i++) {
      Integer given = list.get(i).row();
      int number = given == null ? i + 1 : given;
      if (number < 1 || rows.put(number, list.get(i)) != null) {
        throw ProblemException.badRequest(
            "invalid_row", "Number the rows from 1, each once: %d is wrong.".formatted(number));
      }
    }
    return rows;
  }
}

package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.catalog.Catalog;
import dev.ecommercestack.product.catalog.ProductDetails;
import dev.ecommercestack.product.category.Categories;
import dev.ecommercestack.product.imports.ImportRowsResponse.RowError;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the rows of an import into the catalogue. An invalid row is refused, the others are
 * written. Each row of a job takes effect once; a row that is sent again gets its first outcome.
 */
@Service
class RowImporter {
  private final Catalog catalog;
  private final Categories categories;
  private final ImportRowRepository repository;
  private final CatalogImportRepository imports;
  private final Validator validator;

  RowImporter(
      Catalog catalog,
      Categories categories,
      ImportRowRepository repository,
      CatalogImportRepository imports,
      Validator validator) {
    this.catalog = catalog;
    this.categories = categories;
    this.repository = repository;
    this.imports = imports;
    this.validator = validator;
  }

  /**
   * Imports rows in one transaction.
   *
   * @param jobId the id of the import job
   * @param requestRows the rows of one request
   * @throws ProblemException 400 {@code invalid_row} if rows are not numbered from 1, each once
   */
  @Transactional
  ImportRowsResponse importRows(UUID jobId, List<ImportRow> requestRows) {
    SequencedMap<Integer, ImportRow> rows = byNumber(requestRows);
    repository.lock(jobId);
    Map<Integer, RowOutcome> known = repository.find(jobId, rows.keySet());
    List<RowError> errors = new ArrayList<>();
    List<RowOutcome> newOutcomes = new ArrayList<>();
    rows.forEach(
        (number, row) -> {
          RowOutcome outcome = known.get(number);
          if (outcome == null) {
            outcome = importRow(row);
            repository.insert(jobId, number, outcome);
            newOutcomes.add(outcome);
          }
          String reason = outcome.reason();
          if (reason != null) {
            errors.add(new RowError(number, reason, outcome.field()));
          }
        });
    int accepted = (int) newOutcomes.stream().filter(outcome -> outcome.reason() == null).count();
    imports.addCounts(jobId, accepted, newOutcomes.size() - accepted);
    return new ImportRowsResponse(jobId, rows.size() - errors.size(), errors.size(), errors);
  }

  private RowOutcome importRow(ImportRow row) {
    Optional<String> invalid = invalidField(row);
    if (invalid.isPresent()) {
      return new RowOutcome("INVALID", invalid.get());
    }
    Optional<ProductView> known = catalog.find(row.sku());
    if (known.filter(found -> found.status() == ProductStatus.WITHDRAWN).isPresent()) {
      return new RowOutcome("PRODUCT_WITHDRAWN", "sku");
    }
    Optional<String> name = Optional.ofNullable(row.name()).or(() -> known.map(ProductView::name));
    if (name.isEmpty()) {
      return new RowOutcome("NAME_MISSING", "name");
    }
    Optional<Money> price =
        Optional.ofNullable(row.price()).or(() -> known.map(ProductView::price));
    if (price.isEmpty()) {
      return new RowOutcome("PRICE_MISSING", "price");
    }
    String description =
        Optional.ofNullable(row.description())
            .or(() -> known.map(ProductView::description))
            .orElse("");
    Optional<UUID> category =
        Optional.ofNullable(row.category())
            .map(categories::findByName)
            .orElseGet(() -> known.flatMap(found -> Optional.ofNullable(found.categoryId())));
    if (category.isEmpty() && row.category() != null && !row.category().isEmpty()) {
      return new RowOutcome("CATEGORY_NOT_FOUND", "category");
    }
    catalog.put(
        row.sku(),
        new ProductDetails(name.get(), description, price.get(), category.orElse(null)),
        Objects.requireNonNullElse(row.stock(), 0L));
    return RowOutcome.ACCEPTED;
  }

  private Optional<String> invalidField(ImportRow row) {
    return validator.validate(row).stream()
        .map(ConstraintViolation::getPropertyPath)
        .map(Object::toString)
        .min(Comparator.naturalOrder());
  }

  private static SequencedMap<Integer, ImportRow> byNumber(List<ImportRow> list) {
    TreeMap<Integer, ImportRow> rows = new TreeMap<>();
    for (int i = 0; i < list.size(); i++) {
      Integer given = list.get(i).row();
      int number = given == null ? i + 1 : given;
      if (number < 1 || rows.put(number, list.get(i)) != null) {
        throw new ProblemException(
            ProblemCode.INVALID_ROW,
            "Number the rows from 1, each once: %d is invalid.".formatted(number));
      }
    }
    return rows;
  }
}

package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.catalog.Catalog;
import dev.ecommercestack.product.catalog.ProductDetails;
import dev.ecommercestack.product.category.Categories;
import dev.ecommercestack.product.imports.ImportResponse.RowError;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.shelf.ProductView;
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
            .map(categories::named)
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

package dev.ecommercestack.product.category;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.validation.TextRules;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds categories. */
@Service
public class Categories {
  private final CategoryRepository categories;
  private final Clock clock;

  Categories(CategoryRepository categories, Clock clock) {
    this.categories = categories;
    this.clock = clock;
  }

  /**
   * Creates a category.
   *
   * @param name the name, unique regardless of case
   * @throws ProblemException 409 {@code category_exists}
   */
  @Transactional
  Category create(String name) {
    String normal = TextRules.normalize(name);
    try {
      return categories.saveAndFlush(
          new Category(Uuid7.next(), normal, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    } catch (DataIntegrityViolationException e) {
      if (e.getCause() instanceof ConstraintViolationException violated
          && "category_name".equals(violated.getConstraintName())) {
        throw new ProblemException(
            ProblemCode.CATEGORY_EXISTS, "There is already a category of that name. Use that one.");
      }
      throw e;
    }
  }

  @Transactional(readOnly = true)
  List<Category> list(PageQuery query) {
    Limit limit = Limit.of(query.size() + 1);
    return query
        .after(1)
        .map(cursor -> categories.findByIdGreaterThanOrderById(cursor.uuid(0), limit))
        .orElseGet(() -> categories.findByOrderById(limit));
  }

  /** Returns whether there is a category with that id. */
  @Transactional(readOnly = true)
  public boolean exists(UUID id) {
    return categories.existsById(id);
  }

  /** Returns the id of the category with a name, regardless of case. */
  @Transactional(readOnly = true)
  public Optional<UUID> findByName(String name) {
    return categories.findByNameIgnoreCase(TextRules.normalize(name)).map(Category::getId);
  }
}

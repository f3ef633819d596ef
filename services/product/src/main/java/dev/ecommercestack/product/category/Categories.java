package dev.ecommercestack.product.category;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.validation.Text;
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

/** The categories. */
@Service
public class Categories {
  private final CategoryRepository categories;
  private final Clock clock;

  Categories(CategoryRepository categories, Clock clock) {
    this.categories = categories;
    this.clock = clock;
  }

  /**
   * Makes a category.
   *
   * @throws ProblemException 409 {@code category_exists}
   */
  @Transactional
  Category create(String name) {
    String normal = Text.normal(name);
    try {
      return categories.saveAndFlush(
          new Category(Uuid7.next(), normal, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    } catch (DataIntegrityViolationException e) {
      if (e.getCause() instanceof ConstraintViolationException violated
          && "category_name".equals(violated.getConstraintName())) {
        throw ProblemException.conflict(
            "category_exists", "There is a category of that name already. Use that one.");
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

  /** Returns whether there is such a category. */
  @Transactional(readOnly = true)
  public boolean exists(UUID id) {
    return categories.existsById(id);
  }

  /** Returns the category of that name, in whatever case. */
  @Transactional(readOnly = true)
  public Optional<UUID> named(String name) {
    return categories.findByNameIgnoreCase(Text.normal(name)).map(Category::getId);
  }
}

package dev.ecommercestack.product.category;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Cursor;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Categories. Everybody may read them; administrators create them. */
@RestController
@RequestMapping("/api/v1/categories")
@Tag(name = "Categories")
class CategoryController {
  private final Categories categories;

  CategoryController(Categories categories) {
    this.categories = categories;
  }

  @Operation(summary = "List categories, the oldest first")
  @GetMapping
  Page<CategoryResponse> listCategories(PageQuery query) {
    return Page.of(categories.list(query), query, category -> Cursor.of(category.getId()))
        .map(CategoryResponse::of);
  }

  @Operation(summary = "Create a category (administrators)")
  @PostMapping
  @Idempotent
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.CREATED)
  @ProblemResponses(ProblemCode.CATEGORY_EXISTS)
  CategoryResponse createCategory(@Valid @RequestBody CategoryRequest request) {
    return CategoryResponse.of(categories.create(request.name()));
  }
}

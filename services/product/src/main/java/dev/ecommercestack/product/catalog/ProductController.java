package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.version.IfMatch;
import dev.ecommercestack.platform.web.SharedResponses;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import dev.ecommercestack.product.query.ListQuery;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
import dev.ecommercestack.product.query.SearchWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Products. Everybody may read those on sale; administrators read and change all. */
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products")
class ProductController {
  private final Catalog catalog;
  private final ProductReader reader;

  ProductController(Catalog catalog, ProductReader reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  @Operation(
      summary = "List and search products",
      description =
          "With a query: products that have all of its words in name, description or SKU, the best"
              + " matches first. If words match more than 500 products, some of them are found,"
              + " the newest among them. Without a query: the newest first. stock is the number of"
              + " units that can be bought now.")
  @GetMapping
  @ProblemResponses({ProblemCode.FORBIDDEN, ProblemCode.INVALID_QUERY, ProblemCode.SEARCH_BUSY})
  Page<ProductResponse> listProducts(
      Optional<CurrentUser> user,
      @Parameter(description = "Up to 200 characters; words may have any length")
          @RequestParam(required = false)
          @Nullable String query,
      @Parameter(description = "Identifier of a category") @RequestParam(required = false)
          @Nullable UUID category,
      @Parameter(description = "Only for administrators: products with a status other than ON_SALE")
          @RequestParam(required = false)
          @Nullable ProductStatus status,
      PageQuery paging) {
    ProductStatus wanted = status == null ? ProductStatus.ON_SALE : status;
    if (wanted != ProductStatus.ON_SALE && user.filter(CurrentUser::admin).isEmpty()) {
      throw new ProblemException(
          ProblemCode.FORBIDDEN, "Only administrators list products that are not on sale.");
    }
    SearchWords words = SearchWords.of(query == null ? "" : query);
    return reader.list(new ListQuery(words, category, wanted), paging);
  }

  @Operation(summary = "Read a product")
  @GetMapping("/{id}")
  @ProblemResponses(ProblemCode.PRODUCT_NOT_FOUND)
  ResponseEntity<ProductResponse> readProduct(Optional<CurrentUser> user, @PathVariable UUID id) {
    boolean admin = user.filter(CurrentUser::admin).isPresent();
    ProductResponse product = reader.read(id, admin);
    // Administrators see the stock of now, and products that nobody else sees.
    return admin
        ? ResponseEntity.ok(product)
        : ResponseEntity.ok().cacheControl(SharedResponses.FOR_A_SECOND).body(product);
  }

  @Operation(summary = "Register a product (administrators)")
  @PostMapping
  @Idempotent
  @PreAuthorize("hasRole('ADMIN')")
  @ProblemResponses({
    ProblemCode.CATEGORY_NOT_FOUND,
    ProblemCode.INVALID_STATUS,
    ProblemCode.SKU_TAKEN
  })
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ProductResponse> registerProduct(
      CurrentUser user, @Valid @RequestBody RegisterProductRequest request) {
    if (request.statusOrDefault() == ProductStatus.WITHDRAWN) {
      throw withdrawnNotAllowed();
    }
    ProductView product =
        catalog.register(
            request.sku(),
            request.details(),
            request.statusOrDefault(),
            request.initialStockOrZero(),
            user.id());
    return ResponseEntity.created(URI.create("/api/v1/products/" + product.id()))
        .body(reader.withStock(product));
  }

  @Operation(
      summary = "Change a product (administrators)",
      description =
          "Send the version that you have read, as If-Match (the ETag of the response) or as version"
              + " in the body. An absent field changes nothing.")
  @PatchMapping("/{id}")
  @PreAuthorize("hasRole('ADMIN')")
  @ProblemResponses({
    ProblemCode.CATEGORY_NOT_FOUND,
    ProblemCode.INVALID_STATUS,
    ProblemCode.VERSIONS_DIFFER,
    ProblemCode.PRODUCT_NOT_FOUND,
    ProblemCode.PRODUCT_WITHDRAWN,
    ProblemCode.CONFLICT,
    ProblemCode.PRECONDITION_FAILED,
    ProblemCode.PRECONDITION_REQUIRED
  })
  ProductResponse changeProduct(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch ifMatch,
      @Valid @RequestBody ChangeProductRequest request) {
    if (request.status() == ProductStatus.WITHDRAWN) {
      throw withdrawnNotAllowed();
    }
    return reader.withStock(catalog.change(id, ifMatch, request));
  }

  @Operation(
      summary = "Withdraw a product permanently (administrators)",
      description = "Orders that have reserved or bought units of it are not affected.")
  @DeleteMapping("/{id}")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ProblemResponses(ProblemCode.PRODUCT_NOT_FOUND)
  void withdrawProduct(@PathVariable UUID id) {
    catalog.withdraw(id);
  }

  private static ProblemException withdrawnNotAllowed() {
    return new ProblemException(
        ProblemCode.INVALID_STATUS,
        "A product is withdrawn by DELETE. Use DRAFT, ON_SALE or PAUSED.");
  }
}

package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports of lists of products, for administrators. */
@RestController
@RequestMapping("/api/v1/products/imports")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Imports")
class CatalogImportController {
  private static final String CSV_EXAMPLE =
      """
      sku,name,price_major,currency,category,stock,description
      A-1,단풍나무 도마,24000,KRW,주방,10,"손으로 다듬은, 큰 도마"
      ring/gold_17,금반지,1249.50,USD,,3,
      """;
  private static final String JSON_EXAMPLE =
      """
      {"sku":"A-1","name":"단풍나무 도마","price":{"amount":24000,"currency":"KRW"},"category":"주방","stock":10}
      {"sku":"ring/gold_17","name":"금반지","price":{"amount":124950,"currency":"USD"},"stock":3}
      """;

  private final CatalogImports imports;

  CatalogImportController(CatalogImports imports) {
    this.imports = imports;
  }

  @Operation(
      summary = "Upload a list of products (administrators)",
      description =
          "The list is UTF-8. Each row registers a product, or changes the product with its SKU. An"
              + " absent column changes nothing; an empty cell clears description or category. The"
              + " stock of an existing product is not changed. CSV (RFC 4180): the first line names"
              + " the columns in any order: sku, and at least one of name, price_major or"
              + " price_minor with currency, description, category (a name) and stock; other columns"
              + " are ignored. A new product needs name and price. price_major is in the unit of"
              + " the currency (12.50), price_minor in minor units (1250); price without unit is for"
              + " currencies without decimals. JSON Lines: an object per line, with price {amount in"
              + " minor units, currency}. If one price does not fit its unit, the whole list is"
              + " refused and nothing is changed; any other invalid row is refused alone. The answer"
              + " comes at once; Location is the address of the import's progress.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = "text/csv",
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(CSV_EXAMPLE)),
                @Content(
                    mediaType = "application/jsonl",
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(JSON_EXAMPLE))
              }))
  @PostMapping
  @Idempotent(maxBody = "${product.imports.max-body}")
  @ProblemResponses({
    ProblemCode.NOT_UTF8,
    ProblemCode.EMPTY_IMPORT,
    ProblemCode.TOO_MANY_ROWS,
    ProblemCode.UNSUPPORTED_MEDIA_TYPE
  })
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<CatalogImportResponse> uploadImport(CurrentUser user, HttpServletRequest request)
      throws IOException {
    CatalogImport catalogImport =
        imports.accept(
            user.id(), ImportFormat.of(request.getContentType()), request::getInputStream);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/products/imports/" + catalogImport.id()))
        .body(CatalogImportResponse.of(catalogImport));
  }

  @Operation(
      summary = "Read the progress of an import (administrators)",
      description =
          "The status is QUEUED, RUNNING (accepted and refused count up), DONE or FAILED. errors has"
              + " the first 100 refused rows once the import has ended. Kept for 30 days.")
  @GetMapping("/{id}")
  @ProblemResponses(ProblemCode.IMPORT_NOT_FOUND)
  CatalogImportResponse readImport(@PathVariable UUID id) {
    return imports.find(id).map(CatalogImportResponse::of).orElseThrow(() -> notFound(id));
  }

  static ProblemException notFound(UUID id) {
    return new ProblemException(ProblemCode.IMPORT_NOT_FOUND, "There is no import " + id + ".");
  }
}

package dev.ecommercestack.product.imports;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Imports, for the worker. Job and row number make every call repeatable. */
@RestController
@Tag(name = "Internal")
class ImportController {
  private final CatalogImport imports;

  ImportController(CatalogImport imports) {
    this.imports = imports;
  }

  @PostMapping("/internal/products/import")
  ImportResponse take(@Valid @RequestBody ImportRequest request) {
    return imports.take(request.jobId(), request.rows());
  }
}

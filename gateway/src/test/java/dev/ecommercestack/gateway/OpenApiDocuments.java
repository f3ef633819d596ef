package dev.ecommercestack.gateway;

/** API documents as services give them. */
public final class OpenApiDocuments {
  /** The product service's, shortened. */
  public static final String PRODUCT =
      """
      {"openapi": "3.1.0", "info": {"title": "product", "version": "v1"},
       "tags": [{"name": "Products"}],
       "paths": {
         "/api/v1/products/{id}": {
           "get": {"operationId": "get", "responses": {"200": {"description": "OK", "content":
             {"application/json": {"schema": {"$ref": "#/components/schemas/Money"}}}}}},
           "trace": {"operationId": "trace", "responses": {}}},
         "/internal/audit": {"get": {"operationId": "audit", "responses": {}}}},
       "components": {
         "schemas": {"Money": {"type": "object", "properties": {
           "currency": {"$ref": "#/components/schemas/Currency"}}}, "Currency": {"type": "string"}},
         "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}}
      """;

  private OpenApiDocuments() {}
}

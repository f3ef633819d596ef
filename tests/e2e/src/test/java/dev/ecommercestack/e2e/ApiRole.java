package dev.ecommercestack.e2e;

/** Who calls an operation. */
enum ApiRole {
  NOBODY,
  /** The customer who owns the object of the request. */
  CUSTOMER,
  OTHER_CUSTOMER,
  /** An administrator of the shop. */
  STAFF,
  /** A service of the stack, with a service token. */
  SERVICE
}

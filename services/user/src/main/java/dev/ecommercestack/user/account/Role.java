package dev.ecommercestack.user.account;

/** A role of an account, published in the token's claim {@code roles}. */
public enum Role {
  /** May order. Every account has this role. */
  CUSTOMER,
  /** May manage the shop. Only the account from the credentials files has this role. */
  ADMIN
}

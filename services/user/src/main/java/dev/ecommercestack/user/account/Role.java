package dev.ecommercestack.user.account;

/** What an account may do. Goes into the token's claim {@code roles}. */
public enum Role {
  /** May shop. Every account has it. */
  CUSTOMER,
  /** May manage the shop. Only the account from the credentials files has it. */
  ADMIN
}

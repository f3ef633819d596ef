package dev.ecommercestack.order;

/** How a call to another service fails. */
enum CallFault {
  /** Nothing happens and 500 is answered. */
  ERROR,
  /** Nothing happens and nothing is answered. */
  SILENCE,
  /** It happens, but the answer is lost. */
  LOST_ANSWER
}

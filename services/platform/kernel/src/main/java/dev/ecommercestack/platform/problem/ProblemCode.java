package dev.ecommercestack.platform.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * All error codes of the HTTP interfaces, which programs can rely on. The document of the API and
 * {@code docs/api.md} list them.
 */
public enum ProblemCode {
  // The request as HTTP.
  BAD_REQUEST(
      HttpStatus.BAD_REQUEST, "A value in the path, in the query or in a header cannot be read."),
  BAD_HOST(HttpStatus.BAD_REQUEST, "The header Host is missing, repeated or not a host name."),
  BAD_PATH(
      HttpStatus.BAD_REQUEST, "The path has characters or segments that no path of the shop has."),
  BAD_QUERY(HttpStatus.BAD_REQUEST, "The query has characters that must be percent-encoded."),
  BAD_TRANSFER_ENCODING(
      HttpStatus.BAD_REQUEST, "The header Transfer-Encoding is not exactly chunked."),
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The body is not JSON that the operation can read."),
  VALIDATION_FAILED(
      HttpStatus.BAD_REQUEST, "Fields or parameters are wrong, missing or unknown: see fields."),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such path."),
  METHOD_NOT_ALLOWED(
      HttpStatus.METHOD_NOT_ALLOWED, "The path exists, but not for this method: see Allow."),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE,
      "The answer exists in none of the media types of the header Accept."),
  REQUEST_TIMEOUT(
      HttpStatus.REQUEST_TIMEOUT,
      "The body did not arrive in time. Nothing was done; send it again."),
  CONTENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the operation accepts."),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the gateway accepts."),
  URI_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request line is longer than the gateway accepts."),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "The body has a media type that the operation does not read."),
  EXPECTATION_FAILED(HttpStatus.EXPECTATION_FAILED, "The header Expect is not 100-continue."),
  HEADERS_TOO_LARGE(
      HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too many or too long."),

  // Access.
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The operation needs an access token."),
  INVALID_TOKEN(
      HttpStatus.UNAUTHORIZED, "The access token is not valid or has expired: refresh it."),
  CORS_REJECTED(HttpStatus.FORBIDDEN, "The shop does not accept requests of this origin (CORS)."),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this."),
  NOT_A_PERSON(HttpStatus.FORBIDDEN, "The operation is for people, not for services."),
  KEYS_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The access token cannot be checked now. Try again."),

  // Load and outages.
  TOO_MANY_REQUESTS(
      HttpStatus.TOO_MANY_REQUESTS,
      "The client sends too many requests: wait as Retry-After says."),
  TOO_MANY_STREAMS(HttpStatus.TOO_MANY_REQUESTS, "The client has too many open event streams."),
  STREAM_CAPACITY_REACHED(
      HttpStatus.SERVICE_UNAVAILABLE, "The gateway has too many open event streams. Try again."),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "A fault of the shop: report the traceId."),
  ANSWER_LOST(
      HttpStatus.BAD_GATEWAY,
      "A connection broke before the answer was complete: repeat the request."),
  DEPENDENCY_FAILED(HttpStatus.BAD_GATEWAY, "A service that is needed answered with an error."),
  DEPENDENCY_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "A service that is needed cannot be reached. Try again."),
  SERVICE_TOKEN_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "A service cannot authenticate itself to another one."),
  SERVICE_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The service cannot be reached now. Try again."),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot do this now. Try again."),
  TIMEOUT(
      HttpStatus.GATEWAY_TIMEOUT,
      "The service did not answer in time; the operation may still happen."),

  // Lists, versions and repeated requests.
  INVALID_LIMIT(HttpStatus.BAD_REQUEST, "The parameter limit is outside of its range."),
  INVALID_CURSOR(HttpStatus.BAD_REQUEST, "The parameter cursor is not a nextCursor of this list."),
  VERSIONS_DIFFER(HttpStatus.BAD_REQUEST, "If-Match and the body name different versions."),
  CONFLICT(HttpStatus.CONFLICT, "The object was changed at the same time: read it again."),
  PRECONDITION_FAILED(
      HttpStatus.PRECONDITION_FAILED, "The object has another version than If-Match says."),
  PRECONDITION_REQUIRED(
      HttpStatus.PRECONDITION_REQUIRED, "The update must name the version that it changes."),
  IDEMPOTENCY_KEY_REQUIRED(
      HttpStatus.BAD_REQUEST, "The operation needs the header Idempotency-Key."),
  IDEMPOTENCY_KEY_INVALID(
      HttpStatus.BAD_REQUEST, "The header Idempotency-Key is too long or has other characters."),
  IDEMPOTENCY_IN_PROGRESS(
      HttpStatus.CONFLICT, "The first request with this Idempotency-Key is not answered yet."),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key belongs to a different request."),
  TOO_MANY_UPLOADS(
      HttpStatus.SERVICE_UNAVAILABLE, "Too many long requests are being received. Try again."),

  // Accounts.
  EMAIL_TAKEN(HttpStatus.CONFLICT, "There is already an account with the e-mail address."),
  INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED, "The e-mail address or the password is wrong."),
  INVALID_REFRESH_TOKEN(
      HttpStatus.UNAUTHORIZED, "The refresh token is unknown, or its session has ended."),
  REFRESH_TOKEN_REUSED(
      HttpStatus.UNAUTHORIZED,
      "The refresh token was used before, and the session has been ended."),
  INVALID_SERVICE_SECRET(HttpStatus.UNAUTHORIZED, "The service is unknown or its secret is wrong."),
  TOO_MANY_ATTEMPTS(
      HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords: wait as Retry-After says."),
  WRONG_PASSWORD(HttpStatus.FORBIDDEN, "The current password is wrong."),
  PASSWORD_FOLLOWS_FILE(
      HttpStatus.CONFLICT, "The password of this account is set by a Secret of the stack."),
  USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such account."),
  SIGNING_KEY_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such signing key."),
  SIGNING_KEY_WAITS(HttpStatus.CONFLICT, "A signing key waits already for its time to sign."),

  // Products.
  PRODUCT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such product, or it is not on sale."),
  PRODUCT_WITHDRAWN(HttpStatus.CONFLICT, "The product is withdrawn and cannot be changed."),
  SKU_TAKEN(HttpStatus.CONFLICT, "There is already a product with the SKU."),
  CATEGORY_EXISTS(HttpStatus.CONFLICT, "There is already a category with the name."),
  CATEGORY_NOT_FOUND(HttpStatus.BAD_REQUEST, "The body names a category that does not exist."),
  INVALID_STATUS(HttpStatus.BAD_REQUEST, "A product cannot be given this status here."),
  INVALID_QUERY(HttpStatus.BAD_REQUEST, "The search words are too long."),
  SEARCH_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many searches are running. Try again."),
  INSUFFICIENT_STOCK(HttpStatus.CONFLICT, "There are fewer units than requested."),
  IMPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such import."),
  NOT_UTF8(HttpStatus.BAD_REQUEST, "The list of products is not UTF-8: see line."),
  EMPTY_IMPORT(HttpStatus.BAD_REQUEST, "The list of products has no row."),
  TOO_MANY_ROWS(HttpStatus.BAD_REQUEST, "The list of products has too many rows."),
  INVALID_ROW(HttpStatus.BAD_REQUEST, "The rows are not numbered from 1, each once."),
  TTL_TOO_LONG(HttpStatus.BAD_REQUEST, "Stock cannot be reserved for so long."),
  RESERVATION_NOT_FOUND(HttpStatus.NOT_FOUND, "The order has no reservation."),
  RESERVATION_DIFFERS(HttpStatus.CONFLICT, "The order has a reservation of other products."),
  RESERVATION_EXPIRED(HttpStatus.CONFLICT, "The reservation has expired."),
  RESERVATION_RELEASED(HttpStatus.CONFLICT, "The reservation has been released."),

  // Promotions.
  CAMPAIGN_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such campaign."),
  CAMPAIGN_NOT_OPEN(HttpStatus.CONFLICT, "The campaign has not started."),
  CAMPAIGN_PAUSED(HttpStatus.CONFLICT, "The campaign is paused."),
  CAMPAIGN_SOLD_OUT(HttpStatus.CONFLICT, "The campaign has no coupon left."),
  CAMPAIGN_ENDED(HttpStatus.CONFLICT, "The campaign has ended."),
  CONTROL_NOT_APPLIED(
      HttpStatus.SERVICE_UNAVAILABLE, "The campaign cannot be controlled now. Try again."),
  CLAIM_NOT_FOUND(HttpStatus.NOT_FOUND, "The caller has no such claim."),
  QUEUE_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The queue of claims cannot be reached. Try again."),
  QUEUE_LOST(
      HttpStatus.SERVICE_UNAVAILABLE, "The queue of claims does not confirm the claim. Try again."),
  DISCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such discount."),
  DISCOUNT_ENDED(HttpStatus.CONFLICT, "The discount has ended and cannot be changed."),
  COUPON_NOT_USABLE(
      HttpStatus.CONFLICT, "The coupon is unknown, used, expired, or in another currency."),
  INVALID_WINDOW(HttpStatus.BAD_REQUEST, "The start and the end are not a valid period."),
  INVALID_SCOPE(
      HttpStatus.BAD_REQUEST, "The discount does not say to what it applies, or says it twice."),
  INVALID_BENEFIT(
      HttpStatus.BAD_REQUEST, "The benefit is neither a valid percentage nor a valid amount."),
  CONFIRMATION_REQUIRED(
      HttpStatus.BAD_REQUEST, "The benefit is so high that the request must confirm it."),

  // Orders.
  ORDER_NOT_FOUND(HttpStatus.NOT_FOUND, "The caller has no such order."),
  ORDER_NOT_CHANGEABLE(HttpStatus.CONFLICT, "The order is shipped or ended: see orderStatus."),
  ORDER_NOT_CANCELLABLE(HttpStatus.CONFLICT, "The order is shipped or ended: see orderStatus."),
  ORDER_NOT_SHIPPABLE(HttpStatus.CONFLICT, "The order is not confirmed: see orderStatus."),
  ORDER_NOT_SHIPPED(HttpStatus.CONFLICT, "The order is not shipped: see orderStatus."),
  DUPLICATE_ITEM(HttpStatus.BAD_REQUEST, "A product is listed twice."),
  MIXED_CURRENCIES(HttpStatus.BAD_REQUEST, "The products have prices in different currencies."),
  INVALID_PRICE(HttpStatus.BAD_REQUEST, "A unit price is negative."),
  AMOUNT_TOO_LARGE(HttpStatus.BAD_REQUEST, "The total is too large."),
  PRICE_CHANGED(
      HttpStatus.CONFLICT, "The order costs another amount than expectedTotal: see quote."),
  BAD_PERIOD(HttpStatus.BAD_REQUEST, "The days of the report are not a valid period."),

  // Jobs and dead letters.
  JOB_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such job."),
  DOCUMENT_NOT_FOUND(
      HttpStatus.NOT_FOUND, "The job has no document: only finished reports have one."),
  UNKNOWN_JOB_TYPE(HttpStatus.BAD_REQUEST, "There is no such type of job."),
  QUEUE_NOT_FOUND(HttpStatus.NOT_FOUND, "The service reads no such queue.");

  private final HttpStatus status;
  private final String meaning;

  ProblemCode(HttpStatus status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** Returns the code as it is sent, for example {@code sku_taken}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the HTTP status of answers with this code. */
  public HttpStatus status() {
    return status;
  }

  /** Returns what the code means, as one or two sentences for developers. */
  public String meaning() {
    return meaning;
  }

  /** Returns the code that is sent as the given text; empty if there is none. */
  public static Optional<ProblemCode> of(String code) {
    return Arrays.stream(values()).filter(value -> value.code().equals(code)).findFirst();
  }
}

/**
 * Credentials of a stack: which Secrets it needs, and the generation of what is missing in them.
 *
 * <p>Existing values always win. The random source is injected, so that generation is testable.
 */
@NullMarked
package dev.ecommercestack.operator.manager.credentials;

import org.jspecify.annotations.NullMarked;

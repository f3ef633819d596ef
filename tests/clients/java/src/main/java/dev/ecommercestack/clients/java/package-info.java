/** A purchase by the generated Java client. */
@NullMarked
package dev.ecommercestack.clients.java;

import org.jspecify.annotations.NullMarked;

/** Rules for values that people send to any service. */
@NullMarked
package dev.ecommercestack.platform.validation;

import org.jspecify.annotations.NullMarked;

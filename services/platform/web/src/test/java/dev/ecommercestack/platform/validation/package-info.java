/** Tests of the rules for values. */
@NullMarked
package dev.ecommercestack.platform.validation;

import org.jspecify.annotations.NullMarked;

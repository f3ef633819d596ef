/** Tests of the rules for values. */
@NullMarked
package dev.ecommercestack.common.validation;

import org.jspecify.annotations.NullMarked;

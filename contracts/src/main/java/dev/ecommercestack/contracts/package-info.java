/** Reading YAML and checking its values, for all packages of the contracts. */
@NullMarked
package dev.ecommercestack.contracts;

import org.jspecify.annotations.NullMarked;

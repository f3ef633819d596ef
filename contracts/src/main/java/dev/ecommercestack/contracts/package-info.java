/** What every reader of the contracts shares: reading YAML and saying what is wrong with it. */
@NullMarked
package dev.ecommercestack.contracts;

import org.jspecify.annotations.NullMarked;

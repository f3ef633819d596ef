/** Temporary files. */
@NullMarked
package dev.ecommercestack.common.file;

import org.jspecify.annotations.NullMarked;

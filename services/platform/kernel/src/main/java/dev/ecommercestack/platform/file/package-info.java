/** Temporary files. */
@NullMarked
package dev.ecommercestack.platform.file;

import org.jspecify.annotations.NullMarked;

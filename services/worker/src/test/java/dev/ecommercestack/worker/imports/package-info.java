@NullMarked
package dev.ecommercestack.worker.imports;

import org.jspecify.annotations.NullMarked;

/** What requests may contain: strict JSON, and in public ones only known fields and parameters. */
@NullMarked
package dev.ecommercestack.platform.request;

import org.jspecify.annotations.NullMarked;

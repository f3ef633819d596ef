/** What public requests may contain: only the fields and parameters that their handler reads. */
@NullMarked
package dev.ecommercestack.platform.request;

import org.jspecify.annotations.NullMarked;

/** What public requests may contain: only the fields and parameters that their handler reads. */
@NullMarked
package dev.ecommercestack.common.request;

import org.jspecify.annotations.NullMarked;

/** Headers of responses. */
@NullMarked
package dev.ecommercestack.platform.web;

import org.jspecify.annotations.NullMarked;

/** Rules of the whole repository, which no single module can check. */
@NullMarked
package dev.ecommercestack.contracts.repository;

import org.jspecify.annotations.NullMarked;

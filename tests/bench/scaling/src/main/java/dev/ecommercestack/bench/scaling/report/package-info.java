/** The program that runs every trace and writes the table and the plots. */
@NullMarked
package dev.ecommercestack.bench.scaling.report;

import org.jspecify.annotations.NullMarked;

package dev.ecommercestack.operator.api.v1alpha1.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The size of the volume of a broker or database. */
@JacksonAnnotationsInside
@JsonPropertyDescription(
    "Size of the volume of each pod in Mi, Gi or Ti, for example 20Gi. Volumes grow if their"
        + " StorageClass lets them, and never shrink: a smaller size is not applied.")
@Default("10Gi")
@Size(max = 12)
@Pattern(Patterns.SIZE)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface StorageField {}

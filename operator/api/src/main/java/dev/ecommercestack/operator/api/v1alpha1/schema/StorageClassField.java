package dev.ecommercestack.operator.api.v1alpha1.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The storage class of new volumes. */
@JacksonAnnotationsInside
@JsonPropertyDescription(
    "StorageClass of the volumes; without it spec.pods.storageClassName, then the default class of"
        + " the cluster. It cannot change after the stack was created.")
@Size(max = 253)
@Pattern(Patterns.OBJECT_NAME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface StorageClassField {}

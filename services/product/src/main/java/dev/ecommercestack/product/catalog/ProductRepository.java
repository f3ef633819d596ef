package dev.ecommercestack.product.catalog;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ProductRepository extends JpaRepository<Product, UUID> {
  Optional<Product> findBySku(String sku);
}

package dev.ecommercestack.product.category;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface CategoryRepository extends JpaRepository<Category, UUID> {
  List<Category> findByOrderById(Limit limit);

  List<Category> findByIdGreaterThanOrderById(UUID after, Limit limit);

  Optional<Category> findByNameIgnoreCase(String name);
}

package dev.ecommercestack.contracts.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits of the real schemas, each of which must be found or accepted. */
class MessageCompatibilityTest {
  private static final String DATA = "/properties/data";
  private final Messages released = Messages.read(Path.of(""));

  @Test
  void acceptsNewOptionalField() {
    assertThat(
            edited(
                "order-placed",
                schema -> properties(schema).putObject("giftNote").put("type", "string")))
        .isEmpty();
  }

  @Test
  void acceptsOtherDescription() {
    assertThat(edited("order-placed", schema -> schema.put("description", "Another."))).isEmpty();
  }

  @Test
  void findsRemovedField() {
    assertThat(edited("product-changed", schema -> properties(schema).remove("name")))
        .contains("product-changed.data.name: the field is gone");
  }

  @Test
  void findsOtherType() {
    assertThat(
            edited(
                "stock-changed",
                schema -> ((ObjectNode) properties(schema).get("available")).put("type", "string")))
        .contains("stock-changed.data.available: type was \"integer\" and is \"string\"")
        .anyMatch(line -> line.startsWith("stock-changed: released valid-nothing-left"));
  }

  @Test
  void findsNewRequiredField() {
    assertThat(
            edited(
                "product-withdrawn",
                schema -> {
                  properties(schema).putObject("reason").put("type", "string");
                  required(schema).add("reason");
                }))
        .contains("product-withdrawn.data.reason: the field is required now");
  }

  @Test
  void findsFieldThatIsOptionalNow() {
    assertThat(edited("stock-changed", schema -> required(schema).remove(3)))
        .containsExactly("stock-changed.data.available: the field is optional now");
  }

  @Test
  void findsNewEnumValue() {
    assertThat(
            edited(
                "payment-job",
                schema -> ((ArrayNode) schema.at(DATA + "/properties/kind/enum")).add("GIFT")))
        .containsExactly("payment-job.data.kind: the value GIFT is new");
  }

  @Test
  void findsMovedBound() {
    assertThat(
            edited(
                "report-job",
                schema ->
                    ((ObjectNode) schema.at(DATA + "/properties/columns")).put("maxItems", 60)))
        .containsExactly("report-job.data.columns: maxItems was 50 and is 60");
  }

  @Test
  void findsOtherPatternOfSharedType() {
    assertThat(
            edited(
                "common", schema -> ((ObjectNode) schema.at("/$defs/sku")).put("pattern", "^X+$")))
        .anyMatch(line -> line.startsWith("stock-changed.data.sku: pattern was "))
        .anyMatch(line -> line.startsWith("order-placed.data.lines[].sku: pattern was "));
  }

  @Test
  void findsNewCondition() {
    assertThat(
            edited(
                "product-changed",
                schema -> ((ObjectNode) schema.at(DATA)).putObject("if").put("minProperties", 3)))
        .containsExactly("product-changed.data: if was not given and is {\"minProperties\":3}");
  }

  @Test
  void findsRemovedMessage() {
    TreeMap<String, JsonNode> schemas = new TreeMap<>(released.schemas());
    schemas.remove("report-job");

    assertThat(MessageCompatibility.problems(released, new Messages(schemas, released.examples())))
        .singleElement()
        .asString()
        .startsWith("report-job: the message is gone");
  }

  @Test
  void acceptsAnythingWhenVersionGrew() {
    assertThat(
            edited(
                "product-changed",
                schema -> {
                  properties(schema).remove("name");
                  ((ObjectNode) schema.at("/properties/version")).put("const", 2);
                }))
        .isEmpty();
  }

  @Test
  void refusesKeywordThatItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                edited(
                    "product-changed",
                    schema -> ((ObjectNode) schema.at(DATA)).putObject("contains")))
        .withMessageContaining("product-changed.json has the keyword contains");
  }

  private List<String> edited(String name, Consumer<ObjectNode> edit) {
    TreeMap<String, JsonNode> schemas = new TreeMap<>(released.schemas());
    ObjectNode schema =
        (ObjectNode) Objects.requireNonNull(released.schemas().get(name)).deepCopy();
    edit.accept(schema);
    schemas.put(name, schema);
    return MessageCompatibility.problems(released, new Messages(schemas, released.examples()));
  }

  private static ObjectNode properties(ObjectNode schema) {
    return (ObjectNode) schema.at(DATA + "/properties");
  }

  private static ArrayNode required(ObjectNode schema) {
    return (ArrayNode) schema.at(DATA + "/required");
  }
}

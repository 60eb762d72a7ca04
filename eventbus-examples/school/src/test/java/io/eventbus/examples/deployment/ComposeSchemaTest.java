package io.eventbus.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The Compose file is one by the schema of the Compose Specification. */
class ComposeSchemaTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Schema schema =
      SchemaRegistry.withDialect(Dialects.getDraft7()).getSchema(specification());

  @Test
  void composeFileKeepsTheSpecification() {
    assertThat(validate(compose())).isEmpty();
  }

  @Test
  void schemaSeesAKeyThatComposeDoesNotKnow() {
    var compose = compose();
    service(compose).set("enviroment", JSON.valueToTree(Map.of("PORT", "8080")));

    assertThat(validate(compose)).singleElement().asString().contains("enviroment");
  }

  @Test
  void schemaSeesAValueOfTheWrongKind() {
    var compose = compose();
    service(compose).put("image", 42);

    assertThat(validate(compose)).singleElement().asString().contains("image");
  }

  private List<Error> validate(JsonNode compose) {
    return schema.validate(compose);
  }

  private static ObjectNode service(JsonNode compose) {
    return (ObjectNode) compose.path("services").path("kafka");
  }

  private static JsonNode compose() {
    return JSON.valueToTree(ComposeFile.read().content());
  }

  private static JsonNode specification() {
    var file = ComposeSchemaTest.class.getResourceAsStream("/compose-spec/compose-spec.json");
    var specification = (ObjectNode) JSON.readTree(file);
    // Neither is as the draft has it, which writes http and wants a whole URI.
    specification.remove("$id");
    return specification.put("$schema", "http://json-schema.org/draft-07/schema#");
  }
}

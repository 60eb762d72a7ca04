package io.eventbus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eventbus.SampleEvents.KindsShownEvent;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemaTest {

  private record Node(String name, @Nullable Node left, List<Node> more) {}

  @SuppressWarnings("ArrayRecordComponent") // as an event may have one
  @EventType(value = "tree.grown", version = 3)
  private record TreeGrown(
      Node root,
      Optional<String> note,
      OptionalInt height,
      @JsonProperty("at") LocalDateTime when,
      byte[] picture,
      Object anything,
      Map<String, List<Long>> rings)
      implements IntegrationEvent {}

  private enum Wind {
    WEST,
    EAST
  }

  @EventType("wind.turned")
  private record WindTurned(@Nullable Wind wind, float speed) implements IntegrationEvent {}

  private static JsonNode schema(Class<? extends IntegrationEvent> eventClass) {
    return JsonMapper.shared().readTree(EventSchema.of(eventClass));
  }

  private static String member(Class<? extends IntegrationEvent> eventClass, String name) {
    return schema(eventClass).path("properties").path(name).toString().replace('"', '\'');
  }

  @Test
  void looksLikeThis() {
    assertThat(EventSchema.of(WindTurned.class).lines())
        .containsExactly(
            "{",
            "  \"$schema\" : \"https://json-schema.org/draft/2020-12/schema\",",
            "  \"title\" : \"wind.turned v1\",",
            "  \"type\" : \"object\",",
            "  \"properties\" : {",
            "    \"wind\" : {",
            "      \"type\" : [ \"string\", \"null\" ],",
            "      \"enum\" : [ \"EAST\", \"WEST\", null ]",
            "    },",
            "    \"speed\" : {",
            "      \"type\" : \"number\",",
            "      \"format\" : \"float\"",
            "    }",
            "  },",
            "  \"required\" : [ \"speed\" ]",
            "}");
  }

  @Test
  void describesEachKindOfValueAsItIsWritten() {
    assertThat(member(KindsShownEvent.class, "number"))
        .isEqualTo("{'type':'integer','format':'int32'}");
    assertThat(member(KindsShownEvent.class, "big"))
        .isEqualTo("{'type':'integer','format':'int64'}");
    assertThat(member(KindsShownEvent.class, "fraction"))
        .isEqualTo("{'type':'number','format':'double'}");
    assertThat(member(KindsShownEvent.class, "price")).isEqualTo("{'type':'number'}");
    assertThat(member(KindsShownEvent.class, "flag")).isEqualTo("{'type':'boolean'}");
    assertThat(member(KindsShownEvent.class, "instant"))
        .isEqualTo("{'type':'string','format':'date-time'}");
    assertThat(member(KindsShownEvent.class, "day")).isEqualTo("{'type':'string','format':'date'}");
    assertThat(member(KindsShownEvent.class, "length"))
        .isEqualTo("{'type':'string','format':'duration'}");
    assertThat(member(KindsShownEvent.class, "nothing")).isEqualTo("{'type':['string','null']}");
    assertThat(member(KindsShownEvent.class, "counts"))
        .isEqualTo("{'type':'object','additionalProperties':{'type':'integer','format':'int32'}}");
    assertThat(member(TreeGrown.class, "at"))
        .isEqualTo("{'type':'string','format':'local-date-time'}");
    assertThat(member(TreeGrown.class, "picture"))
        .isEqualTo("{'type':'string','contentEncoding':'base64'}");
    assertThat(member(TreeGrown.class, "anything")).isEqualTo("{}");
    assertThat(member(TreeGrown.class, "rings"))
        .isEqualTo(
            "{'type':'object','additionalProperties':{'type':'array','items':{'type':'integer',"
                + "'format':'int64'}}}");
  }

  @Test
  void refersToWhereAnObjectIsThatHoldsItsOwnKind() {
    assertThat(member(TreeGrown.class, "root"))
        .isEqualTo(
            "{'type':'object','properties':{'name':{'type':'string'},'left':{'anyOf':["
                + "{'$ref':'#/properties/root'},{'type':'null'}]},'more':{'type':'array','items':"
                + "{'$ref':'#/properties/root'}}},'required':['name','more']}");
  }

  @Test
  void requiresWhatMayNotBeNull() {
    assertThat(schema(TreeGrown.class).path("required").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("root", "at", "picture", "anything", "rings");
  }

  @Test
  void doesNotDescribeWhatHasNoName() {
    record Nameless(String text) implements IntegrationEvent {}

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSchema.of(Nameless.class))
        .withMessageContaining("@EventType");
  }
}

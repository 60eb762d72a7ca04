package io.eventbus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  @Test
  void writesOneLineInTheOrderOfTheMembersWithoutThoseThatAreNull() {
    var members = new LinkedHashMap<String, Object>();
    members.put("text", "a \"b\"\nc");
    members.put("nothing", null);
    members.put("number", 7);
    members.put("map", Map.of("x", "y"));

    assertThat(JsonLine.write(members))
        .isEqualTo("{\"text\":\"a \\\"b\\\"\\nc\",\"number\":7,\"map\":{\"x\":\"y\"}}");
  }

  @Test
  void readsMembersAsTexts() {
    assertThat(JsonLine.read("{\"a\":\"b\",\"c\":7}"))
        .containsExactly(Map.entry("a", "b"), Map.entry("c", "7"));
  }

  @Test
  void refusesWhatIsNoObjectWithoutRepeatingIt() {
    for (var text : new String[] {"", "[1]", "{secret", "\"secret\""}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JsonLine.read(text))
          .withMessageNotContaining("secret")
          .withNoCause();
    }
  }
}

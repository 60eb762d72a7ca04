package io.eventbus.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class UpcastersTest {

  private static final Upcasters BOTH =
      Upcasters.none()
          .with("quiz.created", 1, UpcastersTest::splitName)
          .with("quiz.created", 2, data -> data.put("published", false));

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  @EventType(value = "quiz.created", version = 3)
  private record QuizCreated(
      String title, String subject, BigDecimal weight, boolean published, Instant since)
      implements IntegrationEvent {}

  @EventType("quiz.created")
  private record FirstQuizCreated(String name) implements IntegrationEvent {}

  private static ObjectNode splitName(ObjectNode data) {
    var parts = data.remove("name").stringValue().split("/", 2);
    return data.put("subject", parts[0]).put("title", parts[1]);
  }

  @Test
  void leadOldVersionsToTheNewestAndLeaveNumbersAsTheyAre() {
    var types = EventTypes.of(List.of(QuizCreated.class), BOTH);
    var first =
        "{\"name\":\"maths/sets\",\"weight\":0.10000000000000000000000001,"
            + "\"since\":\"2026-01-01T00:00:00Z\"}";

    var event = ((DecodedEvent.Known) decode(types, 1, first)).event();

    assertThat(event)
        .isEqualTo(
            new QuizCreated(
                "sets",
                "maths",
                new BigDecimal("0.10000000000000000000000001"),
                false,
                Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void beginWhereTheVersionOfTheEventIs() {
    var types = EventTypes.of(List.of(QuizCreated.class), BOTH);

    assertThat(event(types, 2, "{\"title\":\"sets\",\"subject\":\"maths\"}"))
        .isEqualTo(new QuizCreated("sets", "maths", null, false, null));
    assertThat(event(types, 3, "{\"title\":\"sets\",\"published\":true}"))
        .isEqualTo(new QuizCreated("sets", null, null, true, null));
    assertThat(event(types, 4, "{\"title\":\"sets\",\"published\":true,\"more\":1}"))
        .as("an additive change")
        .isEqualTo(new QuizCreated("sets", null, null, true, null));
  }

  @Test
  void leaveVersionsAloneThatHaveAClassOfTheirOwn() {
    var types = EventTypes.of(List.of(QuizCreated.class, FirstQuizCreated.class), BOTH);

    assertThat(event(types, 1, "{\"name\":\"maths/sets\"}"))
        .isEqualTo(new FirstQuizCreated("maths/sets"));
    assertThat(event(types, 2, "{\"title\":\"sets\"}")).isInstanceOf(QuizCreated.class);
  }

  @Test
  void aVersionThatNothingLeadsFromIsUnknown() {
    var types =
        EventTypes.of(
            List.of(QuizCreated.class), Upcasters.none().with("quiz.created", 2, data -> data));

    assertThat(decode(types, 1, "{}")).isEqualTo(new DecodedEvent.Unknown("quiz.created", 1));
  }

  @Test
  void aGapIsRefused() {
    var gap = Upcasters.none().with("quiz.created", 1, data -> data);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypes.of(List.of(QuizCreated.class), gap))
        .withMessageContaining("quiz.created v2 is missing");
    EventTypes.of(List.of(FirstQuizCreated.class), gap); // leads beyond what is known here
  }

  @Test
  void twoFromOneVersionAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BOTH.with("quiz.created", 2, data -> data))
        .withMessageContaining("quiz.created v2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1]", "{\"name\":7}", "{\"nothing\":\"canary\"}"})
  void dataThatTheyCannotTakeIsUndecodable(String body) {
    var types = EventTypes.of(List.of(QuizCreated.class), BOTH);

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(types, 1, body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SHAPE))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  private IntegrationEvent event(EventTypes types, int version, String body) {
    return ((DecodedEvent.Known) decode(types, version, body)).event();
  }

  private DecodedEvent decode(EventTypes types, int version, String body) {
    var headers =
        List.of(
            EventHeader.of("ce_eventversion", String.valueOf(version)),
            EventHeader.of("ce_type", "quiz.created"),
            EventHeader.of("ce_specversion", "1.0"));
    return codec.decode(
        new EncodedEvent("t", null, headers, body.getBytes(UTF_8)),
        types,
        new RecordOrigin(0, 0, Instant.EPOCH));
  }
}

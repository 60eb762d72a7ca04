package io.eventbus.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

  private static final String TEXT = "content.{contentType}.{action}";

  private enum ContentType {
    quiz,
    resource
  }

  @EventType(value = "content.changed", topic = TEXT)
  private record ContentChanged(@Nullable ContentType contentType, @Nullable String action)
      implements IntegrationEvent {}

  private final TopicTemplate template = TopicTemplate.of(TEXT, ContentChanged.class);

  @Test
  void isFilledFromTheFieldsOfTheEvent() {
    assertThat(template.topicOf(new ContentChanged(ContentType.quiz, "created")))
        .isEqualTo("content.quiz.created");
    assertThat(template.fixed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "content.quiz.created, true",
    "content.quiz-2.deleted, true",
    "content.quiz, false",
    "content.quiz.created.group.dlq, false",
    "contentXquiz.created, false"
  })
  void matchesTheTopicsThatItYields(String topic, boolean matches) {
    assertThat(template.pattern().matcher(topic).matches()).isEqualTo(matches);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"canary/x", "canary.x", "canary x", "{action}"})
  void refusesAValueThatIsNoPartOfATopicWithoutRepeatingIt(String action) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.topicOf(new ContentChanged(ContentType.quiz, action)))
        .withMessageContaining("field action")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  @Test
  void refusesAFieldThatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicTemplate.of("content.{kind}", ContentChanged.class))
        .withMessageContaining("field kind")
        .withMessageContaining("ContentChanged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content/{action}", "{}", "{action", "a b"})
  void refusesWhatCanBeNoTopic(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopicTemplate.of(text, ContentChanged.class));
  }

  @Test
  void aTopicWithoutFieldsIsFixed() {
    var fixed = TopicTemplate.of("user.events", ContentChanged.class);

    assertThat(fixed.fixed()).isTrue();
    assertThat(fixed.topicOf(new ContentChanged(null, null))).isEqualTo("user.events");
    assertThat(TopicNaming.convention("p").topicOf(ContentChanged.class)).isEqualTo(TEXT);
  }
}

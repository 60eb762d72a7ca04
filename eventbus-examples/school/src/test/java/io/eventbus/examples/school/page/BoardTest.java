package io.eventbus.examples.school.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.school.page.Board.Mark;
import io.eventbus.examples.school.page.Board.Seen;
import io.eventbus.examples.school.page.ShownEvent.Content;
import io.eventbus.examples.school.page.ShownEvent.Label;
import io.eventbus.examples.school.page.ShownEvent.Place;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final String READER = "identity-service";
  private static final TopicPartition PARTITION = new TopicPartition("teachers", 0);

  private final Board board = new Board();

  @Test
  void tellsWhatIsNewToSomebody() {
    board.add(event(0));
    var first = board.since(0);
    board.add(event(1));

    assertThat(first.events())
        .extracting(seen -> seen.event().place().offset())
        .containsExactly(0L);
    assertThat(board.since(first.last()).events())
        .extracting(seen -> seen.event().place().offset())
        .containsExactly(1L);
    assertThat(board.since(board.since(0).last()).isEmpty()).isTrue();
  }

  @Test
  void marksAnEventOnceTheProgressOfAReaderIsBehindIt() {
    board.add(event(0));
    board.add(event(1));
    long last = board.since(0).last();

    board.progress(READER, Map.of(PARTITION, 1L));
    board.progress(READER, Map.of(PARTITION, 1L));

    var marks = board.since(last).marks();
    assertThat(marks).extracting(Mark::part).containsExactly(READER);
    assertThat(marks).extracting(Mark::event).containsExactly(numberOf(0));
    assertThat(board.tally(READER).unread()).isEqualTo(1);
  }

  @Test
  void countsWhatAPartHasStillToHandleOnTheTopicsThatItReads() {
    board.add(event(0));

    assertThat(board.tally(READER).unread()).isZero();
    board.reads(READER, List.of("teachers"));
    assertThat(board.tally(READER).unread()).isEqualTo(1);
    assertThat(board.tally(READER).reads()).containsExactly("teachers");
  }

  @Test
  void countsWhatAPartHasSentAndWhatItCouldNotHandle() {
    board.add(event(0));
    board.add(event(1));
    board.add(deadLetter());

    assertThat(board.tally("teacher-service").sent()).isEqualTo(2);
    assertThat(board.tally(READER).deadLetters()).isEqualTo(1);
    assertThat(board.tally(READER).sent()).isZero();
  }

  @Test
  void holdsTheNewestOnlyAndTellsHowManyWereLeftOut() {
    for (int i = 0; i < 100_000; i++) {
      board.add(event(i));
      board.progress(READER, Map.of(PARTITION, i + 1L));
    }

    var news = board.since(0);
    assertThat(board.total()).isEqualTo(100_000);
    assertThat(news.events()).hasSize(Board.AT_ONCE);
    assertThat(news.events().get(Board.AT_ONCE - 1).event().place().offset()).isEqualTo(99_999);
    assertThat(news.skipped()).isPositive();
    assertThat(news.skipped() + news.marks().size()).isLessThan(2_000);
    assertThat(board.tally(READER).unread()).isZero();
  }

  private long numberOf(long offset) {
    return board.since(0).events().stream()
        .filter(seen -> seen.event().place().offset() == offset)
        .map(Seen::number)
        .findFirst()
        .orElseThrow();
  }

  private static ShownEvent event(long offset) {
    return new ShownEvent(
        new Place(PARTITION.topic(), PARTITION.partition(), offset),
        new Label("id", "teacher.created", "key", 0),
        new Content("CloudEvents, binary", 10, "{}", null, null),
        "teacher-service");
  }

  private static ShownEvent deadLetter() {
    return new ShownEvent(
        new Place("teachers.identity-service.dlq", 0, 0),
        new Label(null, null, null, 0),
        new Content("none that is known", 10, "x", "no JSON", "undecodable"),
        READER);
  }
}

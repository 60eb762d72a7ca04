package io.eventbus.examples.school.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.deadletter.DeadLetterHeaders;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

  private static final Map<String, String> CLOUD_EVENT =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "id-1",
          "ce_source", "teacher-service",
          "ce_type", "teacher.created",
          "ce_time", "2026-11-22T10:00:00Z",
          "content-type", "application/json");

  private final RecordReader reader =
      new RecordReader(
          new Senders(new Names(List.of("teacher-service", "identity-service", "teacher"))));

  @Test
  void aCloudEventTellsTypeTimeAndSender() {
    var event = reader.read(record("emis.teacher.teachercreated", CLOUD_EVENT, "{\"a\": 1}"));

    assertThat(event.label().type()).isEqualTo("teacher.created");
    assertThat(event.label().key()).isEqualTo("key-1");
    assertThat(event.label().time()).isEqualTo(1_795_341_600_000L);
    assertThat(event.from()).isEqualTo("teacher-service");
    assertThat(event.content().problem()).isNull();
    assertThat(event.content().body()).isEqualTo("{\"a\": 1}");
  }

  @Test
  void anEnvelopeTellsItsType() {
    var envelope =
        """
        {"eventType":"COURSE_STATUS_UPDATED","timestamp":"2026-11-22T10:00:00.000Z","data":{}}""";

    var event = reader.read(record("user-topic", Map.of(), envelope));

    assertThat(event.label().type()).isEqualTo("COURSE_STATUS_UPDATED");
    assertThat(event.content().format()).isEqualTo("envelope");
    assertThat(event.from()).isNull();
  }

  @Test
  void bareJsonTellsNoType() {
    var event = reader.read(record("Course-Creation", Map.of(), "{\"title\": \"Algebra\"}"));

    assertThat(event.label().type()).isNull();
    assertThat(event.content().format()).isEqualTo("bare json");
  }

  @Test
  void poisonIsShownAsTextAndWithWhatIsWrongWithIt() {
    var event = reader.read(record("emis.teacher.teachercreated", Map.of(), "<b>no JSON</b>"));

    assertThat(event.content().problem()).isNotBlank();
    assertThat(event.content().body()).isEqualTo("<b>no JSON</b>");
    assertThat(event.isDeadLetter()).isFalse();
  }

  @Test
  void aLongBodyIsCut() {
    var event = reader.read(record("t", CLOUD_EVENT, "\"" + "x".repeat(100_000) + "\""));

    assertThat(event.content().body()).hasSizeLessThan(1_000).endsWith("…");
  }

  @Test
  void aDeadLetterIsSentByTheServiceWhoseGroupCouldNotHandleIt() {
    var event = reader.read(record("t.identity-service.dlq", died("identity-service"), "x"));

    assertThat(event.from()).isEqualTo("identity-service");
    assertThat(event.content().died()).isEqualTo("undecodable");
  }

  @Test
  void whatWasSentBackIsNoDeadLetterAnyMoreAndByHand() {
    var event = reader.read(record("t.identity-service.retry", died("identity-service"), "x"));

    assertThat(event.from()).isNull();
    assertThat(event.isDeadLetter()).isFalse();
  }

  @Test
  void aHeaderOfADeadLetterMeansNothingElsewhere() {
    assertThat(reader.read(record("t", died("identity-service"), "x")).isDeadLetter()).isFalse();
    assertThat(reader.read(record("t", died(" "), "x")).isDeadLetter()).isFalse();
  }

  private static Map<String, String> died(String group) {
    return Map.of(DeadLetterHeaders.GROUP, group, DeadLetterHeaders.REASON, "undecodable");
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, Map<String, String> headers, String body) {
    var record = new ConsumerRecord<>(topic, 0, 7L, "key-1".getBytes(UTF_8), body.getBytes(UTF_8));
    headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}

package io.eventbus.examples.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
@Timeout(60)
final class FeatureMainsIT {

  private final String servers;

  FeatureMainsIT(KafkaCluster kafka) {
    this.servers = kafka.bootstrapServers();
  }

  @Test
  void retryCallsAFailingHandlerAgain() throws Exception {
    assertThat(linesOf(RetryMain::show))
        .containsExactlyInAnyOrder(
            "mail to ada: attempt 1 fails",
            "mail to ada: attempt 2 fails",
            "mail to ada: sent by attempt 3",
            "mail to grace: sent by attempt 1");
  }

  @Test
  void aDeadLetterIsSentBackToTheMendedHandler() throws Exception {
    assertThat(linesOf(DeadLetterMain::show))
        .containsExactly(
            "dead letter: key ada, java.lang.ArithmeticException",
            "sent back: 1",
            "handled after all: -100 cents");
  }

  @Test
  void theOutboxSendsWhatIsCommittedAlone() throws Exception {
    assertThat(linesOf(OutboxMain::show)).containsExactly("in the catalogue: Algebra");
  }

  @Test
  void theInboxHandlesARepeatedEventOnce() throws Exception {
    assertThat(linesOf(InboxMain::show))
        .containsExactly("100 cents for ada", "7 cents for ada", "handled 2, came again 1");
  }

  @Test
  void anUpcasterMakesAnOldEventANewOne() throws Exception {
    assertThat(linesOf(UpcasterMain::show))
        .containsExactlyInAnyOrder("general: Capitals", "maths: Fractions");
  }

  @Test
  void aBatchHandlerGetsManyEventsAtOnce() throws Exception {
    var lines = linesOf(BatchMain::show);

    assertThat(lines.get(0)).isEqualTo("published 1000, failed 0");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.endsWith(" visits in one statement"))
        .hasSizeLessThan(100)
        .extracting(line -> Integer.parseInt(line.split(" ", 2)[0]))
        .allMatch(visits -> visits <= 400)
        .satisfies(
            visits ->
                assertThat(visits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000));
  }

  @Test
  void whoWaitsForASlowEventIsAChoice() throws Exception {
    assertThat(linesOf(OrderMain::show))
        .satisfiesExactly(
            key -> assertThat(key).isEqualTo("KEY: done are [grace1, ada1, ada2]"),
            all -> assertThat(all).isEqualTo("PARTITION: done are [ada1, grace1, ada2]"),
            none ->
                assertThat(none).matches("NONE: done are \\[(grace1, ada2|ada2, grace1), ada1]"));
  }

  @Test
  void aBusInMemoryIsTheRealOne() throws Exception {
    assertThat(linesOf((unused, out) -> InMemoryMain.show(out)))
        .containsExactly(
            "attempt 1 for ada",
            "attempt 2 for ada",
            "certified: [ada]",
            "dead letter: a certificate needs a name",
            "Kafka is away: DEGRADED, the event waits",
            "Kafka is back: [ada, grace]");
  }

  @Test
  void theMetersCountWhatHappened() throws Exception {
    assertThat(linesOf(MetricsMain::show))
        .containsExactlyInAnyOrder(
            "published: 3", "attempts that handled: 3", "attempts that failed: 1", "retried: 1");
  }

  private List<String> linesOf(Feature feature) throws Exception {
    var printed = new ByteArrayOutputStream();
    feature.show(servers, new PrintStream(printed, true, UTF_8));
    return printed.toString(UTF_8).lines().toList();
  }
}

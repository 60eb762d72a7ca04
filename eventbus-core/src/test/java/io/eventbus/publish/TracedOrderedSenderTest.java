package io.eventbus.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.observe.BusTracing;
import io.eventbus.publish.OrderedSender.Offer;
import io.eventbus.publish.RecordSender.SendCallback;
import io.eventbus.publish.RecordSender.SentRecord;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracedOrderedSenderTest {

  private static final SendCallback NOBODY = (sent, failure) -> {};

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final List<SendCallback> taken = new ArrayList<>();
  private Offer answer = Offer.NOT_NOW;
  private final OrderedSender sender =
      new TracedOrderedSender(new FakeSender(), BusTracing.of(registry));

  TracedOrderedSenderTest() {
    // The handler that Spring Boot always has: what is not ended it counts as active for ever.
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
  }

  private final class FakeSender implements OrderedSender {

    @Override
    public Offer offer(EncodedEvent encoded, SendCallback callback) {
      if (answer == Offer.TAKEN) {
        taken.add(callback);
      }
      return answer;
    }

    @Override
    public boolean broken() {
      return false;
    }

    @Override
    public boolean isMissing(String topic, Duration timeout) {
      return false;
    }

    @Override
    public void close() {}
  }

  private static EncodedEvent record() {
    return new EncodedEvent("t", null, List.of(), new byte[1]);
  }

  private int active() {
    return meters.get("eventbus.send.active").longTaskTimers().stream()
        .mapToInt(timer -> timer.activeTasks())
        .sum();
  }

  private long ended() {
    return meters.find("eventbus.send").timers().stream().mapToLong(timer -> timer.count()).sum();
  }

  @Test
  void aRecordThatIsOfferedUntilItIsTakenIsOneOperation() {
    var record = record();
    for (int i = 0; i < 100; i++) {
      assertThat(sender.offer(record, NOBODY)).isEqualTo(Offer.NOT_NOW);
    }
    assertThat(active()).isEqualTo(1);
    answer = Offer.TAKEN;
    sender.offer(record, NOBODY);
    taken.get(0).done(new SentRecord(0, 0), null);
    assertThat(active()).isZero();
    assertThat(ended()).isEqualTo(1);
  }

  @Test
  void whatIsNeverTakenEndsWithTheNextOrTheSender() {
    sender.offer(record(), NOBODY);
    sender.offer(record(), NOBODY);
    assertThat(active()).isEqualTo(1);
    answer = Offer.BROKEN;
    sender.offer(record(), NOBODY);
    sender.close();
    assertThat(active()).isZero();
    sender.close();
    assertThat(ended()).isEqualTo(3);
  }
}

package io.eventbus.examples.notification.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Who sends, with a gateway for SMS as an application of your own would have it. */
final class SendersTest {

  private static final Notification NOTIFICATION =
      new Notification(UUID.randomUUID(), "+491701234567", "", "Your lesson begins.");

  /** Takes all that it is given. */
  private static final class SmsGateway implements NotificationSender {

    private final List<Notification> taken = new ArrayList<>();

    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public void send(Notification notification) {
      taken.add(notification);
    }
  }

  private final SmsGateway gateway = new SmsGateway();

  @Test
  void aSenderOfYourOwnTakesWhatItsChannelIsGiven() {
    try (var context = context(Map.of("notification.recording", "true"))) {
      var senders = context.getBean(Senders.class);

      senders.send(Channel.SMS, NOTIFICATION);

      assertThat(gateway.taken).containsExactly(NOTIFICATION);
      assertThat(senders.recording(Channel.SMS)).isEmpty();
      assertThat(senders.recording(Channel.PUSH)).isPresent();
      assertThat(context.getBeanProvider(SenderController.class)).hasSize(1);
    }
  }

  @Test
  void aChannelWithoutASenderFailsUnlessRecordingIsAskedFor() {
    try (var context = context(Map.of())) {
      var senders = context.getBean(Senders.class);

      senders.send(Channel.SMS, NOTIFICATION);

      assertThat(gateway.taken).containsExactly(NOTIFICATION);
      assertThatExceptionOfType(NotSentException.class)
          .isThrownBy(() -> senders.send(Channel.PUSH, NOTIFICATION))
          .withMessageContaining("push");
      assertThat(senders.recording(Channel.PUSH)).isEmpty();
      assertThat(context.getBeanProvider(SenderController.class)).isEmpty();
    }
  }

  private AnnotationConfigApplicationContext context(Map<String, Object> properties) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context.registerBean(SmsGateway.class, () -> gateway);
    context.register(Senders.class, SenderController.class);
    context.refresh();
    return context;
  }
}

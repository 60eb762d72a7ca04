package io.eventbus.examples.notification.sending;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the senders that only record have sent, and a switch to let them fail: for the demo and the
 * tests, and there only where {@code notification.recording} is on. A channel that has a real
 * sender is not found here.
 */
@RestController
@ConditionalOnBooleanProperty("notification.recording")
@RequestMapping("/senders/{channel}")
final class SenderController {

  /** How one is. */
  record State(boolean working, List<RecordingSender.Sent> sent) {

    static State of(RecordingSender sender) {
      return new State(sender.working(), sender.sent());
    }
  }

  /** How one is to be. */
  record Wanted(boolean working) {}

  private final Senders senders;

  SenderController(Senders senders) {
    this.senders = senders;
  }

  @GetMapping
  ResponseEntity<State> show(@PathVariable String channel) {
    return ResponseEntity.of(find(channel).map(State::of));
  }

  @PutMapping
  ResponseEntity<State> set(@PathVariable String channel, @RequestBody Wanted wanted) {
    var sender = find(channel);
    sender.ifPresent(found -> found.setWorking(wanted.working()));
    return ResponseEntity.of(sender.map(State::of));
  }

  private Optional<RecordingSender> find(String channel) {
    return Channel.named(channel).flatMap(senders::recording);
  }
}

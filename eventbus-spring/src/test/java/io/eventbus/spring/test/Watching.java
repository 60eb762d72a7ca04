package io.eventbus.spring.test;

import io.eventbus.consume.EventContext;
import io.eventbus.spring.OnEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application whose topic and group are fixed in its code. */
@SpringBootConfiguration
@EnableAutoConfiguration
class Watching {
  final List<String> seen = new CopyOnWriteArrayList<>();
  final List<String> topics = new CopyOnWriteArrayList<>();

  @OnEvent(group = "watching", topics = "seen")
  void on(Seen event, EventContext context) {
    seen.add(event.by());
    topics.add(context.topic());
  }
}
